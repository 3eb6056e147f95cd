package dev.nocturne.llm.provider;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a response piece by piece on the thread that sent the request. The thread waits
 * for each piece with a time limit and can be interrupted. Closing it before the end closes the
 * connection.
 */
public final class BodyReader implements BodySubscriber<BodyReader>, AutoCloseable {
    /** Bytes, the end of the body, or a failure. */
    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record End() implements Arrival {}

        record Broken(Throwable cause) implements Arrival {}
    }

    /**
     * Holds at most one piece and the end, since a piece is requested when the last one is taken.
     */
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    private final AtomicReference<Flow.@Nullable Subscription> subscription =
            new AtomicReference<>();
    private volatile boolean closed;

    /**
     * Sends a request and waits until its answer begins. An interrupt closes the connection, also
     * if the answer begins at that moment: the client no longer ends a request that has a response,
     * and the caller does not get the body that it would have to close.
     */
    public static HttpResponse<BodyReader> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        BodyReader body = new BodyReader();
        try {
            return client.send(request, _ -> body);
        } catch (InterruptedException e) {
            body.close();
            throw e;
        }
    }

    @Override
    public CompletionStage<BodyReader> getBody() {
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
        arrivals.add(new Arrival.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        arrivals.add(new Arrival.Broken(cause));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.End());
    }

    /**
     * Waits for the next piece. Returns an empty list at the end, null if none arrives in time.
     *
     * @throws IOException if the connection broke
     */
    public @Nullable List<ByteBuffer> next(Duration wait) throws IOException, InterruptedException {
        return switch (arrivals.poll(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            case null -> null;
            case Arrival.Bytes bytes -> {
                Flow.Subscription open = subscription.get();
                if (open != null) {
                    open.request(1);
                }
                yield bytes.buffers();
            }
            case Arrival.End _ -> List.of();
            case Arrival.Broken broken -> throw new IOException("broken body", broken.cause());
        };
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
