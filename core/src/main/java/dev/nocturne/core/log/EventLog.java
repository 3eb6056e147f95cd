package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import java.util.List;
import java.util.Optional;

/**
 * The durable event logs, one for each session. Thread-safe. Every method blocks until it has its
 * result and throws {@link dev.nocturne.core.Fault} if the store fails. With {@code
 * STORE_UNAVAILABLE} nothing was or will be changed; with {@code STORE_DOUBTFUL} it is unknown
 * whether a change was or will be made; with {@code SESSION_DAMAGED} the stored data of the session
 * is not what was written.
 */
public interface EventLog {
    /** The most events in a page. */
    int MAX_PAGE = 10_000;

    /** The most bytes in a page if the caller sets no limit. */
    int MAX_PAGE_BYTES = 8 * 1024 * 1024;

    /**
     * Stores events atomically. Returns only when they would survive a power failure. If it throws
     * {@code STORE_DOUBTFUL}, repeat the same append until there is another outcome: a numbered
     * append is recognised by its number and token and stored only once.
     *
     * <p>An append to a session that does not exist starts one when {@code expectedNext} is 1; such
     * an append must have a checkpoint. The token is checked before the position: a writer that has
     * lost its lease gets {@code Fenced} even if its position is wrong too.
     */
    AppendResult append(Append append);

    /**
     * Reads events with a seq greater than {@code after}, in order. All of them are durable. A page
     * may be shorter than {@code limit}; only an empty page means the end of the log. The log of a
     * session that does not exist is empty.
     *
     * @param limit the most events to return, 1 to {@link #MAX_PAGE}
     * @param maxBytes the page ends before the event with which its data would exceed this; one
     *     event is always returned if there is one
     */
    List<Event> read(SessionId session, long after, int limit, int maxBytes);

    /** A page of at most {@link #MAX_PAGE_BYTES}. */
    default List<Event> read(SessionId session, long after, int limit) {
        return read(session, after, limit, MAX_PAGE_BYTES);
    }

    /**
     * Identifies the history that positions in these logs belong to. It changes when the store is
     * restored from a backup or has lost events; earlier positions are then invalid.
     */
    String epoch();

    /** The session's checkpoint and tail; empty if the session does not exist or was deleted. */
    Optional<SessionHead> head(SessionId session);

    /** Throws if the page size is not within 1 to {@link #MAX_PAGE}. */
    static void requirePage(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException(
                    "limit " + limit + " is not within 1 to " + MAX_PAGE);
        }
    }
}
