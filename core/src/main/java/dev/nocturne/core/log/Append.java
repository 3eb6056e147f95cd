package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one decision stores, in one atomic commit.
 *
 * @param session whose log
 * @param expectedNext the seq the first event gets; the append conflicts when the log's tail is not
 *     one before it
 * @param token of the lease the writer holds
 * @param number of this append among those under the token, from 1; with the token it is the
 *     append's id. A repeated append has the same id and gets the same result if the first was
 *     stored. 0 for an append that is never repeated
 * @param events numbered from {@code expectedNext} without holes; empty only when there is a
 *     receipt
 * @param checkpoint the fold after these events, or null when nothing a list shows has changed
 * @param receipts answers to idempotent requests that these events settle; where one is remembered
 *     under the same key already, that one stays
 * @param attachments uncut tool results that belong to these events; a later one of the same call
 *     replaces an earlier one
 */
public record Append(
        SessionId session,
        long expectedNext,
        FencingToken token,
        long number,
        List<Event> events,
        @Nullable Checkpoint checkpoint,
        List<Receipt> receipts,
        List<Attachment> attachments) {
    public Append {
        events = List.copyOf(events);
        receipts = List.copyOf(receipts);
        attachments = List.copyOf(attachments);
        if (expectedNext < 1) {
            throw new IllegalStateException("expected next seq " + expectedNext + " is below 1");
        }
        if (events.isEmpty() && receipts.isEmpty()) {
            throw new IllegalStateException("an append to " + session + " is empty");
        }
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).seq() != expectedNext + i) {
                throw new IllegalStateException(
                        "event "
                                + i
                                + " has seq "
                                + events.get(i).seq()
                                + ", expected "
                                + (expectedNext + i));
            }
        }
        long tail = expectedNext - 1 + events.size();
        if (checkpoint != null
                && (checkpoint.seq() != tail || !checkpoint.session().equals(session))) {
            throw new IllegalStateException(
                    "checkpoint of "
                            + checkpoint.session()
                            + " at "
                            + checkpoint.seq()
                            + " in an append to "
                            + session
                            + " that ends at "
                            + tail);
        }
    }

    /** An append that is never repeated. */
    public Append(
            SessionId session,
            long expectedNext,
            FencingToken token,
            List<Event> events,
            @Nullable Checkpoint checkpoint,
            List<Receipt> receipts,
            List<Attachment> attachments) {
        this(session, expectedNext, token, 0, events, checkpoint, receipts, attachments);
    }

    /** Events alone. */
    public Append(SessionId session, long expectedNext, FencingToken token, List<Event> events) {
        this(session, expectedNext, token, events, null, List.of(), List.of());
    }
}
