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
    /** The longest page of events: some 10 MB of usual ones. */
    int MAX_PAGE = 10_000;

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
     * Events with a seq greater than {@code after}, in order, at most {@code limit} (1 to {@link
     * #MAX_PAGE}). One call for history and for live: what is returned is durable. Empty for a
     * session that does not exist.
     */
    List<Event> read(SessionId session, long after, int limit);

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
