package dev.nocturne.server.auth;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers only to names this server is known by. A page elsewhere can make a browser ask a server
 * on the user's own machine: under a name of its own that it lets point here (DNS rebinding; the
 * Host header gives it away), or blindly across origins (the Origin header gives it away).
 */
public final class HostCheck {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What browsers say of pages that are not this server's own. */
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    private final Set<String> names;
    private final Set<String> configured;

    private HostCheck(Set<String> names, Set<String> configured) {
        this.names = names;
        this.configured = configured;
    }

    /**
     * On a loopback address, and wherever names are configured, only loopback names and those are
     * served; else any name, since there a token is needed anyway.
     */
    public static HostCheck of(boolean loopback, Set<String> allowed) {
        Set<String> configured = new HashSet<>();
        allowed.forEach(name -> configured.add(name.toLowerCase(Locale.ROOT)));
        Set<String> names = new HashSet<>(configured);
        if (loopback || !allowed.isEmpty()) {
            names.addAll(LOOPBACK);
        }
        return new HostCheck(Set.copyOf(names), Set.copyOf(configured));
    }

    /**
     * Why the request must not be served, if so.
     *
     * @param site what a browser says of the page that asks ({@code Sec-Fetch-Site}); null when it
     *     says nothing
     * @param changes whether the request is more than a look
     */
    public Optional<Result.Rejected<Object>> refusal(
            @Nullable String host,
            @Nullable String origin,
            @Nullable String site,
            boolean changes) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (host == null || !names.contains(name(host))) {
            return refused("This server does not answer to that Host name.");
        }
        if (changes && origin != null && !isOwn(origin, host)) {
            return refused(
                    "Pages of that Origin may not change anything here: it is neither this server's"
                            + " own address nor a configured host.");
        }
        if (changes && origin == null && FOREIGN.contains(site == null ? "" : site)) {
            return refused("A page of another site may not change anything here.");
        }
        return Optional.empty();
    }

    /**
     * The address that this request went to, port and all; or a configured name, whose proxy may
     * have another port and another Host for us.
     */
    private boolean isOwn(String origin, String host) {
        int scheme = origin.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        String authority = origin.substring(scheme + 3);
        return withPort(authority, origin).equals(withPort(host, origin))
                || configured.contains(name(authority));
    }

    /** With the port that the scheme stands for, where there is none. */
    private static String withPort(String authority, String origin) {
        String name = name(authority);
        if (authority.length() > name.length()) {
            return authority.toLowerCase(Locale.ROOT);
        }
        return name + (origin.startsWith("https:") ? ":443" : ":80");
    }

    /** Without the port. */
    private static String name(String authority) {
        int bracket = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', Math.max(bracket, 0));
        String name = colon < 0 ? authority : authority.substring(0, colon);
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<Result.Rejected<Object>> refused(String detail) {
        return Optional.of(Result.rejected(ErrorCode.FORBIDDEN_HOST, detail));
    }
}
