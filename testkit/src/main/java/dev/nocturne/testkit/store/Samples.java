package dev.nocturne.testkit.store;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.PageKey;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.testkit.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Events, appends and checkpoints with default values for what a test does not set. */
public final class Samples {
    private Samples() {}

    public static SessionId session(String name) {
        return new SessionId(name);
    }

    public static Event event(long seq) {
        return event(seq, "{\"n\":" + seq + "}");
    }

    public static Event event(long seq, String data) {
        return new Event(seq, "status", 0, TestClock.START.plusMillis(seq), data);
    }

    /** {@code count} events from seq {@code from} on. */
    public static List<Event> events(long from, int count) {
        return LongStream.range(from, from + count).mapToObj(Samples::event).toList();
    }

    /** The append that starts a session. */
    public static Append start(SessionId session, FencingToken token, int events) {
        return append(session, 1, token, events, checkpoint(session, events));
    }

    /** Events and the checkpoint after them. */
    public static Append append(
            SessionId session,
            long expectedNext,
            FencingToken token,
            int events,
            @Nullable Checkpoint checkpoint) {
        return new Append(
                session,
                expectedNext,
                token,
                events(expectedNext, events),
                checkpoint,
                List.of(),
                List.of());
    }

    /** An append with all parts that an append can have. */
    public static Append full(
            SessionId session,
            long expectedNext,
            FencingToken token,
            int events,
            Receipt receipt,
            Attachment attachment) {
        return new Append(
                session,
                expectedNext,
                token,
                events(expectedNext, events),
                checkpoint(session, expectedNext - 1 + events),
                List.of(receipt),
                List.of(attachment));
    }

    public static Checkpoint checkpoint(SessionId session, long seq) {
        return listed(session, seq, "completed", TestClock.START, "link down on fibre 7");
    }

    /** A checkpoint with the columns by which lists sort, filter and search. */
    public static Checkpoint listed(
            SessionId session, long seq, String status, Instant createdAt, String searchText) {
        return new Checkpoint(
                session,
                seq,
                "alice",
                "telecom",
                status,
                createdAt,
                createdAt.plusSeconds(seq),
                searchText,
                "{\"seq\":" + seq + "}");
    }

    public static Receipt receipt(String key) {
        return new Receipt("alice", key, "POST /a 1", "{\"key\":\"" + key + "\"}", TestClock.START);
    }

    /** The query for the first page of an unfiltered list. */
    public static SessionQuery all(int limit) {
        return page(null, limit);
    }

    public static SessionQuery page(@Nullable PageKey after, int limit) {
        return new SessionQuery(null, null, null, null, after, limit);
    }

    public static SessionQuery text(String text) {
        return new SessionQuery(null, null, null, text, null, SessionQuery.MAX_LIMIT);
    }
}
