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

    private final Set<String> names;

    private HostCheck(Set<String> names) {
        this.names = names;
    }

    /**
     * On a loopback address, and wherever names are configured, only loopback names and those are
     * served; else any name, since there a token is needed anyway.
     */
    public static HostCheck of(boolean loopback, Set<String> allowed) {
        Set<String> names = new HashSet<>();
        if (loopback || !allowed.isEmpty()) {
            names.addAll(LOOPBACK);
            allowed.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        }
        return new HostCheck(Set.copyOf(names));
    }

    /** Why the request must not be served, if so. {@code changes}: it is more than a look. */
    public Optional<Result.Rejected<Object>> refusal(
            @Nullable String host, @Nullable String origin, boolean changes) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (host == null || !names.contains(name(host))) {
            return refused("This server does not answer to that Host name.");
        }
        if (changes && origin != null && !isKnownOrigin(origin)) {
            return refused("Pages of that Origin may not change anything here.");
        }
        return Optional.empty();
    }

    private boolean isKnownOrigin(String origin) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && names.contains(name(origin.substring(scheme + 3)));
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
