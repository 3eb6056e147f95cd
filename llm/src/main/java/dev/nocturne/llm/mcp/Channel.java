package dev.nocturne.llm.mcp;

import dev.nocturne.llm.provider.AnswerBudget;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries messages to a server and back. Safe for several threads. */
interface Channel extends AutoCloseable {
    /** Of one message in either direction. */
    int MAX_MESSAGE_BYTES = AnswerBudget.MAX_ANSWER_BYTES;

    /**
     * A request.
     *
     * @param headers sent with it over HTTP; other channels ignore them
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
     * @throws McpFailure when there is none; {@link #open()} is false when the channel is broken
     */
    JsonNode exchange(Outgoing request, Duration timeout) throws McpFailure, InterruptedException;

    /** Sends a notification and waits until the server has taken it. */
    void send(ObjectNode notification) throws McpFailure, InterruptedException;

    /** Whether giving up a request reaches the server by itself, without a notification. */
    boolean cancelsByClosing();

    /** Whether the server has said that its list of tools changed; asking resets it. */
    boolean takeToolsChanged();

    boolean open();

    @Override
    void close();
}
