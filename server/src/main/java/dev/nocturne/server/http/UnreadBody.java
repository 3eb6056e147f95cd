package dev.nocturne.server.http;

import dev.nocturne.core.MemoryBudget;
import java.io.IOException;
import java.time.Duration;
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
 * Drains and discards what a client still sends of a body that its request's handler did not read.
 * Many clients read the answer only after they have sent all of their body. If the server closed
 * the connection instead of reading, the kernel would reset it, and they would see a broken pipe
 * and not the answer.
 */
final class UnreadBody {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

    /** Larger than most files that are posted here by mistake; half a second in a fast network. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    /** Memory while a body is drained: the connection's read buffer, and a waiting thread. */
    private static final long MEMORY = 8 * 1024;

    private UnreadBody() {}

    /**
     * Wraps {@code done} so that, once the response is sent, the unread body is drained and
     * discarded. Where the body is known to be longer than {@link #MOST_BYTES}, or is not drained,
     * the response announces that the connection closes. A body is not drained if it arrived too
     * late, if the client waits for "100 Continue" before it sends it, or if there is no memory.
     */
    static Callback drainAfter(
            Request request,
            Response response,
            Reply reply,
            Callback done,
            MemoryBudget budget,
            LongSupplier nanos) {
        long read = Request.getContentBytesRead(request);
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        long left = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) - read;
        if (!chunked && left <= 0) {
            return done;
        }
        boolean asks = request.getHeaders().contains(HttpHeader.EXPECT, "100-continue");
        MemoryBudget.Hold hold = budget.open("unread@" + Request.getRemoteAddr(request));
        if ((asks && read == 0) || isLate(reply) || !reserve(hold)) {
            hold.close();
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            return done;
        }
        if (left > MOST_BYTES) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        return Callback.from(
                () ->
                        Thread.startVirtualThread(() -> {
                            try (hold) {
                                drain(request, nanos);
                            } finally {
                                done.succeeded();
                            }
                        }),
                failure -> {
                    hold.close();
                    done.failed(failure);
                });
    }

    private static boolean isLate(Reply reply) {
        return reply instanceof Reply.Refused refused && refused.problem().status() == 408;
    }

    private static boolean reserve(MemoryBudget.Hold hold) {
        try {
            return hold.resize(MEMORY, Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void drain(Request request, LongSupplier nanos) {
        long deadline = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(Limits.BODY_SECONDS);
        AtomicLong left = new AtomicLong(MOST_BYTES);
        try {
            RequestBody.read(
                    request,
                    piece ->
                            left.addAndGet(-piece.remaining()) > 0
                                    && nanos.getAsLong() - deadline < 0);
        } catch (IOException e) {
            LOG.debug(
                    "client disconnected from {} before the end of an unread body",
                    request.getHttpURI().getPath(),
                    e);
        }
    }
}
