package dev.nocturne.core;

import java.util.Locale;

/**
 * The stable names of all refusals and failures. The wire name is the constant in lower case, the
 * status is the HTTP status of the response, and {@code retryable} says whether the same request
 * may succeed later.
 */
public enum ErrorCode {
    // The request is invalid.
    INVALID_REQUEST(422, false),
    PAYLOAD_TOO_LARGE(413, false),
    IDEMPOTENCY_MISMATCH(422, false),
    /** Has its earlier name on the wire, which clients may depend on. */
    UNKNOWN_ENVIRONMENT(404, false) {
        @Override
        public String wireName() {
            return "unknown_scenario";
        }
    },
    UNKNOWN_ORCHESTRATOR(422, false),
    /** No source of the environment knows such a thing. */
    NOT_IN_ENVIRONMENT(422, false),
    NOT_FOUND(404, false),
    METHOD_NOT_ALLOWED(405, false),
    UNAUTHORIZED(401, false),
    FORBIDDEN_HOST(403, false),
    POSITION_GONE(410, false),
    NOT_ACCEPTABLE(406, false),
    UNSUPPORTED_MEDIA_TYPE(415, false),

    // The session's state does not allow the request.
    TURN_RUNNING(409, true),
    NO_TURN_RUNNING(409, false),
    NOT_EXTERNAL(409, false),
    SEQ_CONFLICT(409, false),
    NO_OPEN_APPROVAL(409, false),
    NOT_RECHECKABLE(422, false),

    // A limit is reached for now.
    TOO_MANY_TURNS(429, true),
    TOO_MANY_STREAMS(429, true),
    OVERLOADED(503, true),

    // A system that the server asks failed.
    SOURCE_UNAVAILABLE(502, true),

    // The server, its store or its configuration failed.
    STORE_UNAVAILABLE(503, true),
    STORE_DOUBTFUL(503, true),
    SESSION_DAMAGED(500, false),
    SHUTTING_DOWN(503, true),
    ORCHESTRATOR_UNAVAILABLE(503, false),
    INTERNAL(500, true),

    // Reasons why a turn ended; never the code of an HTTP response.
    CANCELLED(409, false),
    DEADLINE_EXCEEDED(504, true),
    EXTERNAL_SILENT(504, true),
    ORCHESTRATOR_FAILED(500, true),
    CRASHED(500, true),
    OUT_OF_MEMORY(500, false),

    // Reasons why a tool call failed; the run continues.
    TOOL_FAILED(500, true),
    TOOL_TIMEOUT(504, true),
    TOOL_LIMIT(429, false),
    OUTCOME_UNKNOWN(500, false),
    APPROVAL_DENIED(403, false),
    APPROVAL_EXPIRED(504, true),
    APPROVAL_LIMIT(429, true),
    APPROVAL_TOO_LARGE(413, false);

    private final int status;
    private final boolean retryable;

    ErrorCode(int status, boolean retryable) {
        this.status = status;
        this.retryable = retryable;
    }

    public int status() {
        return status;
    }

    public boolean retryable() {
        return retryable;
    }

    /** The name on the wire, e.g. {@code turn_running}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
