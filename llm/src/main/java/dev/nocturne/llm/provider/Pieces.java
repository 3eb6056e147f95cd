package dev.nocturne.llm.provider;

import java.io.IOException;
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
 * The body of an answer, taken piece by piece by the thread that asked, which can wait for a piece
 * with a limit and be interrupted while it waits. Closing it before its end closes the connection.
 */
public final class Pieces implements BodySubscriber<Pieces>, AutoCloseable {
    /** What came: bytes, the end, or what broke. */
    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record End() implements Arrival {}

        record Broken(Throwable cause) implements Arrival {}
    }

    /** Never more than one piece and the end: the next is asked for when one is taken. */
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    private final AtomicReference<Flow.@Nullable Subscription> subscription =
            new AtomicReference<>();
    private volatile boolean closed;

    @Override
    public CompletionStage<Pieces> getBody() {
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
     * The next piece; an empty list at the end, null when none came in time.
     *
     * @throws IOException when the connection broke
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
