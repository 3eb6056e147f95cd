package dev.nocturne.sources.prometheus.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer as they arrive, until a moment at which the whole answer has to be there.
 * Closing it before its end closes the connection.
 *
 * <p>An interrupted read throws {@link InterruptedIOException} and leaves the thread interrupted.
 */
public final class AnswerBody extends InputStream implements BodySubscriber<AnswerBody> {
    /** Bytes, the end of the body, or a failure. */
    private sealed interface Piece {
        record Bytes(List<ByteBuffer> buffers) implements Piece {}

        record End() implements Piece {}

        record Broken(Throwable cause) implements Piece {}
    }

    /** Holds at most one of bytes and the end, since bytes are requested one piece at a time. */
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();

    private final AtomicReference<Flow.@Nullable Subscription> subscription =
            new AtomicReference<>();
    private final ArrayDeque<ByteBuffer> arrived = new ArrayDeque<>();
    private final long deadline;
    private boolean ended;
    private volatile boolean closed;

    /**
     * @param deadline on the clock of {@link System#nanoTime}
     */
    private AnswerBody(long deadline) {
        this.deadline = deadline;
    }

    /**
     * Sends a request and waits until its answer begins. An interrupt closes the connection, also
     * if the answer begins at that moment: the client no longer ends a request that has a response,
     * and the caller does not get the body that it would have to close.
     */
    public static HttpResponse<AnswerBody> send(
            HttpClient client, HttpRequest request, long deadline)
            throws IOException, InterruptedException {
        AnswerBody body = new AnswerBody(deadline);
        try {
            return client.send(request, _ -> body);
        } catch (InterruptedException e) {
            body.close();
            throw e;
        }
    }

    @Override
    public CompletionStage<AnswerBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
        subscription.set(granted);
        if (closed) {
            granted.cancel();
        } else {
            granted.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pieces.add(new Piece.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        pieces.add(new Piece.Broken(cause));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece.End());
    }

    @Override
    public int read() throws IOException {
        return await() ? arrived.element().get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!await()) {
            return -1;
        }
        ByteBuffer first = arrived.element();
        int size = Math.min(length, first.remaining());
        first.get(bytes, offset, size);
        return size;
    }

    /** Waits for a byte; returns false at the end. */
    private boolean await() throws IOException {
        while (true) {
            while (!arrived.isEmpty()) {
                if (arrived.element().hasRemaining()) {
                    return true;
                }
                arrived.remove();
            }
            if (ended) {
                return false;
            }
            switch (next()) {
                case Piece.Bytes bytes -> arrived.addAll(bytes.buffers());
                case Piece.End _ -> ended = true;
                case Piece.Broken broken ->
                        throw new IOException("the connection broke", broken.cause());
            }
        }
    }

    private Piece next() throws IOException {
        long left = deadline - System.nanoTime();
        Piece piece;
        try {
            // A server that always has a byte ready must not pass the deadline either.
            piece = left <= 0 ? null : pieces.poll(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (piece == null) {
            throw new HttpTimeoutException("the answer is not complete");
        }
        Flow.Subscription open = subscription.get();
        if (piece instanceof Piece.Bytes && open != null) {
            open.request(1);
        }
        return piece;
    }

    /** Waits for the end, so that the connection can be used again. */
    public void finish() throws IOException {
        if (await()) {
            throw new UnreadableAnswerException("its answer has something after its end");
        }
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription open = subscription.get();
        if (open != null) {
            open.cancel();
        }
    }
}
