package dev.nocturne.server.auth;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a foreign web page makes a browser send to this server: under a host name
 * that the page's owner points at this server (DNS rebinding, visible in the Host header), or
 * across origins (visible in the Sec-Fetch-Site and Origin headers).
 */
public final class HostCheck {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Values of Sec-Fetch-Site for a request by a page of another origin. */
    private static final Set<String> OTHER_ORIGINS = Set.of("cross-site", "same-site");

    /** Value of Sec-Fetch-Site for a request by a page of this server. */
    private static final String OWN_ORIGIN = "same-origin";

    /**
     * The headers of a request that say where it comes from.
     *
     * @param fetchSite how the page's origin relates to this server's; the browser sets it
     * @param writes whether the request may change something
     */
    public record Source(
            @Nullable String host,
            @Nullable String origin,
            @Nullable String fetchSite,
            boolean writes) {}

    /** Host names that are served; all of them where this is empty. */
    private final Set<String> names;

    private final Set<String> configuredNames;
    private final Set<String> configuredOrigins;

    private HostCheck(Set<String> names, Set<String> configuredNames, Set<String> origins) {
        this.names = names;
        this.configuredNames = configuredNames;
        this.configuredOrigins = origins;
    }

    /**
     * On a loopback address, and wherever host names are configured, only loopback names and the
     * configured ones are served. Elsewhere any name is, because a token is required there. Pages
     * of {@code origins} may write too.
     */
    public static HostCheck of(boolean loopback, Set<String> hosts, Set<String> origins) {
        Set<String> configured = new HashSet<>();
        hosts.forEach(name -> configured.add(name.toLowerCase(Locale.ROOT)));
        Set<String> names = new HashSet<>(configured);
        if (loopback || !hosts.isEmpty()) {
            names.addAll(LOOPBACK);
        }
        Set<String> normal = new HashSet<>();
        origins.forEach(origin -> normal.add(normalize(origin)));
        return new HostCheck(Set.copyOf(names), Set.copyOf(configured), Set.copyOf(normal));
    }

    /** Why the request must not be served; empty if it may be. */
    public Optional<Result.Rejected<Object>> refusal(Source source) {
        String host = source.host();
        if (!names.isEmpty() && (host == null || !names.contains(name(host)))) {
            return refuse(
                    "This server does not answer to that Host name. Ask for localhost, or have the"
                            + " name added to NOCTURNE_ALLOWED_HOSTS.");
        }
        if (source.writes() && !mayWrite(source)) {
            return refuse(
                    "A page of that Origin may not change anything here; this server's own pages"
                            + " may, and those of NOCTURNE_ALLOWED_ORIGINS.");
        }
        return Optional.empty();
    }

    /**
     * Where the browser sends Sec-Fetch-Site, that decides: no page can forge it, and it stays
     * correct behind a proxy that changes the Host. Programs send neither header.
     */
    private boolean mayWrite(Source source) {
        String origin = source.origin();
        if (origin != null && configuredOrigins.contains(normalize(origin))) {
            return true;
        }
        String site = source.fetchSite() == null ? "" : source.fetchSite().toLowerCase(Locale.ROOT);
        if (OTHER_ORIGINS.contains(site)) {
            return false;
        }
        return origin == null || site.equals(OWN_ORIGIN) || isOwn(origin, source.host());
    }

    /**
     * Whether the origin is the address of this request, including the port, or has a configured
     * host name: its proxy may use another port and scheme, and send another Host.
     */
    private boolean isOwn(String origin, @Nullable String host) {
        int scheme = origin.indexOf("://");
        if (scheme < 0 || host == null) {
            return false;
        }
        return normalize(origin).equals(normalize("http://" + host))
                || configuredNames.contains(name(origin.substring(scheme + 3)))
                || isBehindProxy(origin, host);
    }

    /**
     * An https origin of this address: TLS ends at a proxy, as this server itself speaks only http.
     */
    private boolean isBehindProxy(String origin, String host) {
        return names.isEmpty() && normalize(origin).equals(normalize("https://" + host));
    }

    /** In lower case and without the default port of its scheme. */
    private static String normalize(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        String port = lower.startsWith("https://") ? ":443" : ":80";
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }

    /** Without the port. */
    private static String name(String authority) {
        int bracket = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', Math.max(bracket, 0));
        String name = colon < 0 ? authority : authority.substring(0, colon);
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<Result.Rejected<Object>> refuse(String detail) {
        return Optional.of(Result.rejected(ErrorCode.FORBIDDEN_HOST, detail));
    }
}
