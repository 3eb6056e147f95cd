package dev.nocturne.llm.mcp;

import dev.nocturne.core.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A request to an MCP server failed. The message completes the sentence "The MCP server NAME ...".
 */
final class McpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** Characters of a server's error message. */
    private static final int MAX_REASON = 1_000;

    enum Kind {
        /** No answer within the time limit. */
        TIMED_OUT,
        /** The server does not know the session; it has not processed the request. */
        SESSION_LOST,
        /** A JSON-RPC error, or a status 4xx that is not about access. */
        REFUSED,
        /** An answer that violates the protocol. */
        MALFORMED,
        /** No connection, no access, a status 5xx, a redirect, or a process that ended. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final transient JsonNode error;

    McpFailure(Kind kind, String message) {
        this(kind, message, MissingNode.getInstance(), null);
    }

    McpFailure(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, MissingNode.getInstance(), cause);
    }

    private McpFailure(Kind kind, String message, JsonNode error, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.error = error;
    }

    /** Creates the failure for a JSON-RPC error. */
    static McpFailure ofError(JsonNode error) {
        String reason = Text.cut(error.path("message").asString("no reason given"), MAX_REASON);
        return new McpFailure(Kind.REFUSED, "refuses the request: " + reason, error, null);
    }

    Kind kind() {
        return kind;
    }

    /** The code of the JSON-RPC error; 0 for none. */
    int code() {
        return error.path("code").asInt(0);
    }

    /** The data of the JSON-RPC error. */
    JsonNode data() {
        return error.path("data");
    }

    /** The message, which is never null. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
