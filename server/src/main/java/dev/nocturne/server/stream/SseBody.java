package dev.nocturne.server.stream;

import dev.nocturne.core.MemoryBudget;
import dev.nocturne.core.stream.Delivery;
import dev.nocturne.core.stream.Frame;
import dev.nocturne.core.stream.Subscription;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A subscription as server-sent events. Replay and live are one loop; a client that lags gets up to
 * 64 kB of whole frames in a write, and delays only its own thread.
 */
final class SseBody implements Reply.Body {
    /** Bytes gathered for one write: more would save little CPU and cost memory. */
    static final int WRITE_BYTES = 64 * 1024;

    private static final String HELLO = ": ok\n\n";
    private static final String HEARTBEAT = ": hb\n\n";

    /** Asks the client to reconnect after a second: a restart takes about that long. */
    private static final String CLOSING = ": the server is going away\nretry: 1000\n\n";

    private final Subscription subscription;
    private final Runnable atClose;

    /** Reads from {@code memory}; {@code atClose} runs once, when the stream has ended. */
    SseBody(Subscription subscription, MemoryBudget.Hold memory, Runnable atClose) {
        this.subscription = subscription;
        subscription.reserveFrom(memory);
        this.atClose = atClose;
    }

    @Override
    public void writeTo(Sink sink) throws IOException, InterruptedException {
        sink.write(bytes(HELLO));
        while (true) {
            switch (subscription.next(WRITE_BYTES)) {
                case Delivery.Frames some -> sink.write(gather(some.frames()));
                case Delivery.Heartbeat beat -> sink.write(bytes(HEARTBEAT));
                case Delivery.Done done -> {
                    sink.finish(bytes(doneFrame(done.status())));
                    return;
                }
                case Delivery.Closing closing -> {
                    sink.finish(bytes(CLOSING));
                    return;
                }
            }
        }
    }

    private static String doneFrame(String status) {
        return "event: done\ndata: {\"status\":\"" + status + "\"}\n\n";
    }

    private static ByteBuffer gather(List<Frame> frames) {
        if (frames.size() == 1) {
            return frames.getFirst().bytes();
        }
        ByteBuffer all = ByteBuffer.allocate(frames.stream().mapToInt(Frame::size).sum());
        frames.forEach(frame -> frame.writeTo(all));
        return all.flip();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        subscription.close();
        atClose.run();
    }
}
