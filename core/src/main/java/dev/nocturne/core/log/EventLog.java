package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import java.util.List;
import java.util.Optional;

/**
 * Durable logs of events, one a session. Safe for many threads at once. Every method blocks until
 * it has its answer and throws {@link dev.nocturne.core.Fault} when the store cannot give one: with
 * {@code STORE_UNAVAILABLE} nothing was changed and nothing will be; with {@code STORE_DOUBTFUL} it
 * is unknown whether a change was made, or will be; with {@code SESSION_DAMAGED} what is stored of
 * the session is not what was written.
 */
public interface EventLog {
    /** Events of the longest page. */
    int MAX_PAGE = 10_000;

    /** Bytes of the largest page, where the caller names no limit of its own. */
    int MAX_PAGE_BYTES = 8 * 1024 * 1024;

    /**
     * Makes events durable, all or nothing. Returns only after they would survive a loss of power.
     * When it throws {@code STORE_DOUBTFUL}, repeat the same append until there is another answer:
     * one with a number is recognised by it and the token, and stored once.
     *
     * <p>An append to a session that does not exist starts one when {@code expectedNext} is 1; such
     * an append must have a checkpoint. The token is checked before the position: a writer that
     * lost its lease learns that, whatever else is wrong.
     */
    AppendResult append(Append append);

    /**
     * Events with a seq greater than {@code after}, in order. One call for history and for live:
     * what is returned is durable. A page may be shorter than asked for; only an empty one is the
     * end, also of a session that does not exist.
     *
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     * @param maxBytes the page ends before the event with which its data would exceed this; one
     *     event is always returned if there is one
     */
    List<Event> read(SessionId session, long after, int limit, int maxBytes);

    /** A page of at most {@link #MAX_PAGE_BYTES}. */
    default List<Event> read(SessionId session, long after, int limit) {
        return read(session, after, limit, MAX_PAGE_BYTES);
    }

    /**
     * Names the history that positions in these logs belong to. Changes when the store is restored
     * from a backup or has lost events: a position taken before means nothing after.
     */
    String epoch();

    /** Where the session stands, or empty when it does not exist (any more). */
    Optional<SessionHead> head(SessionId session);

    /** Refuses a page size that is not within 1 to {@link #MAX_PAGE}. */
    static void requirePage(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException(
                    "limit " + limit + " is not within 1 to " + MAX_PAGE);
        }
    }
}
