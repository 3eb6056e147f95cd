package dev.nocturne.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.IO;

/** The body of a request as it arrives. */
final class RequestBody {
    private RequestBody() {}

    /**
     * Passes each piece to {@code more} as it arrives, until that returns false or throws; the rest
     * can still be read then.
     */
    static void read(Request request, Predicate<ByteBuffer> more) throws IOException {
        Blocker.Shared blocking = new Blocker.Shared();
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                await(request, blocking);
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw IO.rethrow(chunk.getFailure());
            }
            boolean enough;
            try {
                enough = !more.test(chunk.getByteBuffer());
            } finally {
                chunk.release();
            }
            if (chunk.isLast() || enough) {
                return;
            }
        }
    }

    private static void await(Request request, Blocker.Shared blocking) throws IOException {
        try (Blocker.Runnable arrived = blocking.runnable()) {
            request.demand(arrived);
            arrived.block();
        }
    }
}
