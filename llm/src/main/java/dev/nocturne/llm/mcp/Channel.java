package dev.nocturne.llm.mcp;

import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The way to a server and back. Safe for several threads. */
interface Channel extends AutoCloseable {
    /** Of one message in either direction: four times the largest result that is not cut. */
    int MAX_MESSAGE_BYTES = 16 << 20;

    /**
     * Sends a request and waits for its answer.
     *
     * @return the whole answer, with a result or an error
     * @throws SilentServer when none came in time
     * @throws IOException when the way is broken; then {@link #open()} is false
     */
    JsonNode exchange(ObjectNode request, long id, Duration timeout)
            throws IOException, InterruptedException;

    /** Sends a notification, as far as that is possible. */
    void tell(ObjectNode notification) throws IOException, InterruptedException;

    /** Whether it makes sense to use it again. */
    boolean open();

    @Override
    void close();

    /** The server did not answer in time; it may be there nonetheless. */
    final class SilentServer extends IOException {
        private static final long serialVersionUID = 1L;

        SilentServer() {
            super("no answer in time");
        }
    }
}
