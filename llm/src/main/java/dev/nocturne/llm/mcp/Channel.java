package dev.nocturne.llm.mcp;

import dev.nocturne.llm.provider.AnswerBudget;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries messages to a server and back. Safe for several threads. */
interface Channel extends AutoCloseable {
    /** The largest message, in either direction. */
    int MAX_MESSAGE_BYTES = AnswerBudget.MAX_ANSWER_BYTES;

    /**
     * A request to a server.
     *
     * @param headers headers for HTTP; other channels ignore them
     */
    record Outgoing(long id, String method, ObjectNode message, Map<String, String> headers) {
        public Outgoing {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @return the whole answer, with a result or an error
     * @throws McpFailure if there is none; {@link #open()} is false if the channel broke
     */
    JsonNode exchange(Outgoing request, Duration timeout) throws McpFailure, InterruptedException;

    /** Sends a notification and waits until the server has accepted it. */
    void send(ObjectNode notification) throws McpFailure, InterruptedException;

    /**
     * Whether the server notices by itself that a request was abandoned, without a notification.
     */
    boolean cancelsByClosing();

    /** Whether the server reported a change of its tools since the last call of this method. */
    boolean takeToolsChanged();

    /** Whether the channel can be used. */
    boolean open();

    @Override
    void close();
}
