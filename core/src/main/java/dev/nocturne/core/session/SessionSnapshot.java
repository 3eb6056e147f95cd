package dev.nocturne.core.session;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.EventLog;
import java.util.List;

/**
 * The current state of a session. Its log is read page by page, because it may be long.
 *
 * @param state the fold of all events
 * @param visible the number of events to show: all of a session at rest, the settled prefix of a
 *     running one
 */
public record SessionSnapshot(SessionState state, long visible, boolean saved, EventLog log) {
    /** Shown events after seq {@code after}; see {@link EventLog#read}. */
    public List<Event> events(long after, int limit, int maxBytes) {
        long left = visible - after;
        return left <= 0
                ? List.of()
                : log.read(state.id(), after, (int) Math.min(left, limit), maxBytes);
    }

    /** Events after seq {@code after}, including those that are not settled. */
    public List<Event> page(long after, int limit, int maxBytes) {
        long left = state.seq() - after;
        return left <= 0
                ? List.of()
                : log.read(state.id(), after, (int) Math.min(left, limit), maxBytes);
    }
}
