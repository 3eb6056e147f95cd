package dev.nocturne.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.EventLog;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.stream.Delivery;
import dev.nocturne.core.stream.Feeds;
import dev.nocturne.core.stream.Frame;
import dev.nocturne.core.stream.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A client: reads at its own pace, goes away and comes back with its cursor, and keeps all it was
 * told.
 */
final class SimulatedReader {
    private final SessionId session;
    private final EventLog log;
    private final long from;
    private final List<String> told = new ArrayList<>();
    private @Nullable Subscription subscription;

    SimulatedReader(SessionId session, EventLog log, long from) {
        this.session = session;
        this.log = log;
        this.from = from;
    }

    void connect(Feeds feeds) {
        disconnect();
        Optional<SessionHead> head = log.head(session);
        if (head.isPresent()) {
            long cursor = from + told.size();
            assertThat(cursor)
                    .as("nobody is told what is not durable")
                    .isLessThanOrEqualTo(head.get().tail());
            var feed = feeds.acquire(session);
            feed.raiseTail(head.get().tail());
            subscription =
                    new Subscription(feeds, feed, log, cursor, new Subscription.Until.Deleted());
        }
    }

    void disconnect() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    void read(Random random) {
        if (subscription == null) {
            return;
        }
        int bytes = 1 + random.nextInt(4096);
        if (subscription.poll(bytes).orElse(null) instanceof Delivery.Frames delivered) {
            for (Frame frame : delivered.frames()) {
                assertThat(frame.seq()).isEqualTo(from + told.size() + 1);
                told.add(StandardCharsets.UTF_8.decode(frame.bytes()).toString());
            }
        }
    }

    /** Everything told is in the log as it was told, in the same order. */
    void check(List<Event> events) {
        for (int i = 0; i < told.size(); i++) {
            Event event = events.get((int) from + i);
            String frame =
                    "id: "
                            + event.seq()
                            + "\nevent: "
                            + event.name()
                            + "\ndata: "
                            + event.data()
                            + "\n\n";
            assertThat(told.get(i)).isEqualTo(frame);
        }
    }

    SessionId session() {
        return session;
    }
}
