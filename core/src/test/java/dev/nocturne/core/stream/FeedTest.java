package dev.nocturne.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.EventLog;
import dev.nocturne.core.log.SessionHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final int ANY = 1 << 20;

    /** The log behind the feed; counts how often it is asked. */
    private static final class Log implements EventLog {
        private final List<Event> events = new ArrayList<>();
        private int reads;

        @Override
        public String epoch() {
            return "test";
        }

        @Override
        public AppendResult append(Append append) {
            throw new UnsupportedOperationException("a feed does not write");
        }

        @Override
        public Optional<SessionHead> head(SessionId session) {
            throw new UnsupportedOperationException("a feed asks for events only");
        }

        @Override
        public List<Event> read(SessionId session, long after, int limit, int maxBytes) {
            reads++;
            return events.stream().filter(e -> e.seq() > after).limit(limit).toList();
        }
    }

    private final Log log = new Log();
    private final Feeds feeds = new Feeds();
    private final Feed feed = feeds.acquire(new SessionId("ses-1"));

    @Test
    void nothingIsKeptWhereNobodyReads() {
        write(1, 100);

        assertThat(feed.after(0, ANY)).isEmpty();
        assertThat(feed.after(99, ANY)).isEmpty();
        assertThat(feed.tail()).isEqualTo(100);
    }

    @Test
    void aReaderThatKeepsUpIsSparedTheStoreAndLeavesLittleBehind() {
        try (Subscription reader = subscribe(0)) {
            for (long seq = 1; seq <= 1_000; seq++) {
                write(seq, seq);
                assertThat(read(reader)).containsExactly(seq);
            }
            assertThat(log.reads).isZero();
            assertThat(feed.after(900, ANY)).as("long read by all").isEmpty();
            assertThat(feed.after(990, ANY)).as("for who comes back").hasSize(10);
        }
    }

    @Test
    void whoComesLaterReadsTheStoreAndThenFollows() {
        write(1, 10);
        try (Subscription reader = subscribe(0)) {
            assertThat(read(reader)).containsExactlyElementsOf(range(1, 10));
            int before = log.reads;
            write(11, 12);
            assertThat(read(reader)).containsExactly(11L, 12L);
            assertThat(log.reads).as("the last two came from memory").isEqualTo(before);
        }
    }

    @Test
    void theSlowestOfTheReadersKeepsWhatItHasNotRead() {
        try (Subscription quick = subscribe(0);
                Subscription slow = subscribe(0)) {
            for (long seq = 1; seq <= 200; seq++) {
                write(seq, seq);
                read(quick);
            }
            assertThat(read(slow)).containsExactlyElementsOf(range(1, 200));
            assertThat(log.reads).isZero();
        }
    }

    @Test
    void afterTheLastReaderHasLeftNothingIsKeptAnyMore() {
        subscribe(0).close();
        write(1, 5);

        assertThat(feed.after(0, ANY)).isEmpty();
    }

    private void write(long from, long to) {
        List<Event> events =
                LongStream.rangeClosed(from, to)
                        .mapToObj(seq -> new Event(seq, "tick", 0, Instant.EPOCH, "{}"))
                        .toList();
        log.events.addAll(events);
        feed.publish(events);
    }

    private Subscription subscribe(long after) {
        return new Subscription(
                feeds, feeds.acquire(feed.session()), log, after, new Subscription.Until.Deleted());
    }

    private static List<Long> read(Subscription reader) {
        return reader.poll(ANY).stream()
                .flatMap(d -> ((Delivery.Frames) d).frames().stream())
                .map(Frame::seq)
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
