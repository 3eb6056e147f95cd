package dev.nocturne.llm.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises hosts of this machine and of private networks by their name alone. A name service is
 * not asked, because its answer could change between the check and the request.
 */
public final class PrivateHosts {
    /** Top-level names that never leave a private network (RFC 6762, RFC 8375, ICANN 2024). */
    private static final Set<String> PRIVATE_SUFFIXES =
            Set.of(".localhost", ".local", ".internal", ".home.arpa", ".lan");

    private PrivateHosts() {}

    /** {@code host}: as in an address, IPv6 in brackets or not. A name without a dot is private. */
    public static boolean contains(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        if (name.contains(":") || name.matches("[0-9.]+")) {
            return privateAddress(name);
        }
        return !name.contains(".") || PRIVATE_SUFFIXES.stream().anyMatch(name::endsWith);
    }

    private static boolean privateAddress(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || uniqueLocal(address)
                    || sharedByCarrier(address);
        } catch (IllegalArgumentException e) {
            // Not an address, so nothing that is known to be private.
            return false;
        }
    }

    /** fc00::/7 (RFC 4193). */
    private static boolean uniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    /** 100.64.0.0/10 (RFC 6598), where overlay networks have their addresses. */
    private static boolean sharedByCarrier(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }
}
