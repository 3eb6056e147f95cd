package dev.nocturne.llm.mcp;

import java.util.Set;

/**
 * The two kinds of MCP servers. Revisions up to 2025-11-25 open a session with {@code initialize};
 * from 2026-07-28 on each request stands alone and carries the revision itself.
 */
enum Era {
    LEGACY,
    MODERN;

    /** The revision used with modern servers. */
    static final String MODERN_REVISION = "2026-07-28";

    /** The revision asked for from legacy servers, which may answer with an earlier one. */
    static final String LEGACY_REVISION = "2025-11-25";

    static final Set<String> LEGACY_REVISIONS =
            Set.of("2024-11-05", "2025-03-26", "2025-06-18", LEGACY_REVISION);

    /** {@code HeaderMismatch} and {@code MissingRequiredClientCapability}. */
    private static final Set<Integer> MODERN_ERRORS = Set.of(-32020, -32021);

    private static final int UNSUPPORTED_REVISION = -32022;

    /**
     * Whether a server refused the revision but lists it as supported. MCP requires a retry then.
     */
    static boolean supportsModern(McpFailure failure) {
        return failure.code() == UNSUPPORTED_REVISION
                && failure.data()
                        .path("supported")
                        .valueStream()
                        .anyMatch(version -> version.asString("").equals(MODERN_REVISION));
    }

    /**
     * Whether a server that failed a modern request may be a legacy one: it refused or
     * misunderstood the request, without an error that only modern servers send.
     */
    static boolean mayBeLegacy(McpFailure failure) {
        return switch (failure.kind()) {
            case REFUSED ->
                    failure.code() == UNSUPPORTED_REVISION
                            ? failure.data()
                                    .path("supported")
                                    .valueStream()
                                    .anyMatch(v -> LEGACY_REVISIONS.contains(v.asString("")))
                            : !MODERN_ERRORS.contains(failure.code());
            case MALFORMED, TIMED_OUT -> true;
            case SESSION_LOST, UNAVAILABLE -> false;
        };
    }
}
