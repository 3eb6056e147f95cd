package dev.nocturne.server.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client still sends of a body that nobody reads. Were its connection closed on it, the
 * kernel would reset it, and the answer might be lost with what is on its way.
 */
final class UnwantedBody {
    private static final Logger LOG = LoggerFactory.getLogger(UnwantedBody.class);

    /** Four times what is wanted at most; more than that costs the connection. */
    private static final long MOST_BYTES = 4L * Limits.EVENTS_BODY_BYTES;

    private UnwantedBody() {}

    /**
     * For a request that is answered now, what {@code done} is for: after the answer what is left
     * of the body is read and forgotten. Not where it is too long, nor where it did not come in
     * time, nor where the client waits to be asked for it; the answer says then that the connection
     * ends.
     */
    static Callback dropAfter(
            Request request, Response response, Reply reply, Callback done, LongSupplier nanos) {
        long read = Request.getContentBytesRead(request);
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        long left = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) - read;
        if (!chunked && left <= 0) {
            return done;
        }
        boolean asks = request.getHeaders().contains(HttpHeader.EXPECT, "100-continue");
        if (left > MOST_BYTES || (asks && read == 0) || isLate(reply)) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            return done;
        }
        return Callback.from(
                () ->
                        Thread.startVirtualThread(() -> {
                            try {
                                drop(request, nanos);
                            } finally {
                                done.succeeded();
                            }
                        }),
                done::failed);
    }

    private static boolean isLate(Reply reply) {
        return reply instanceof Reply.Refused refused && refused.problem().status() == 408;
    }

    private static void drop(Request request, LongSupplier nanos) {
        long deadline = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(Limits.BODY_SECONDS);
        AtomicLong left = new AtomicLong(MOST_BYTES);
        try {
            RequestBody.read(
                    request,
                    piece ->
                            left.addAndGet(-piece.remaining()) > 0
                                    && nanos.getAsLong() - deadline < 0);
        } catch (IOException e) {
            LOG.debug("a body that nobody wants broke off", e);
        }
    }
}
