package dev.nocturne.llm.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises hosts of this machine and of private networks by their name alone. Does not resolve
 * the name, because the result could change between the check and the request.
 */
public final class PrivateHosts {
    /** Domains reserved for private networks (RFC 6762, RFC 8375, ICANN 2024). */
    private static final Set<String> PRIVATE_SUFFIXES =
            Set.of(".localhost", ".local", ".internal", ".home.arpa", ".lan");

    private PrivateHosts() {}

    /**
     * Whether a host of an address is private; a name without a dot is. IPv6 may be in brackets.
     */
    public static boolean contains(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        if (name.contains(":") || name.matches("[0-9.]+")) {
            return isPrivateAddress(name);
        }
        return !name.contains(".") || PRIVATE_SUFFIXES.stream().anyMatch(name::endsWith);
    }

    private static boolean isPrivateAddress(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || isUniqueLocal(address)
                    || isCarrierGrade(address);
        } catch (IllegalArgumentException e) {
            // Not an address, so it cannot be a private one.
            return false;
        }
    }

    /** fc00::/7 (RFC 4193). */
    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    /** 100.64.0.0/10 (RFC 6598), which overlay networks use. */
    private static boolean isCarrierGrade(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }
}
