package dev.nocturne.server.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * Writes a streamed reply. Each write blocks until the kernel has the bytes, and fails when the
 * client has disconnected or has read nothing for the write deadline.
 */
public final class Sink {
    /**
     * Bytes of a document that are buffered; a failure before that can be answered as a problem.
     */
    private static final int DOCUMENT_BUFFER = 64 * 1024;

    private final Response response;

    Sink(Response response) {
        this.response = response;
    }

    /** Writes and flushes; headers go out with the first write. */
    public void write(ByteBuffer bytes) throws IOException {
        Content.Sink.write(response, false, bytes);
    }

    /** Writes the last bytes of the reply. */
    public void finish(ByteBuffer bytes) throws IOException {
        Content.Sink.write(response, true, bytes);
    }

    /** For a document: a buffered stream, to be closed at its end. */
    public OutputStream document() {
        return new BufferedOutputStream(Content.Sink.asOutputStream(response), DOCUMENT_BUFFER);
    }
}
