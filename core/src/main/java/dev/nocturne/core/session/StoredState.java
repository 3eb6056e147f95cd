package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.Text;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.EventLog;
import dev.nocturne.core.log.SessionHead;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Loads a session's state from its last checkpoint and the events after it, and creates
 * checkpoints.
 */
final class StoredState {
    /** The number of events read at once: a few hundred kB. */
    private static final int PAGE = 512;

    /** The store's limit for the search text of a checkpoint. */
    private static final int SEARCH_CHARS = 1_024;

    private StoredState() {}

    /**
     * Loads the session; the state is empty if it does not exist. A damaged checkpoint is computed
     * again from the log.
     *
     * @throws Fault {@code SESSION_DAMAGED} if events are altered or missing
     */
    static SessionState load(EventLog log, SessionId session) {
        Optional<SessionHead> head = log.head(session);
        SessionState state =
                head.filter(h -> !h.damaged())
                        .map(h -> decode(h.checkpoint()))
                        .orElse(SessionState.empty(session));
        if (head.isEmpty() || head.get().tail() == state.seq()) {
            return state;
        }
        if (head.get().tail() < state.seq()) {
            throw new Fault(
                    ErrorCode.SESSION_DAMAGED,
                    "This session is damaged: its events after "
                            + head.get().tail()
                            + " are missing from the store, which had "
                            + state.seq()
                            + ". The other sessions are not affected.");
        }
        List<Event> page = log.read(session, state.seq(), PAGE);
        while (!page.isEmpty()) {
            for (Event event : page) {
                state = Fold.apply(state, event);
            }
            page = log.read(session, state.seq(), PAGE);
        }
        return state;
    }

    static SessionState decode(Checkpoint checkpoint) {
        return EventCodec.JSON.readValue(checkpoint.state(), SessionState.class);
    }

    static Checkpoint checkpoint(SessionState state) {
        String cause = state.rootCause() == null ? "" : state.rootCause();
        String text =
                String.join(" ", state.id().value(), state.environment(), cause, state.alertHead());
        return new Checkpoint(
                state.id(),
                state.seq(),
                state.owner(),
                state.environment(),
                state.status().wireName(),
                state.createdAt(),
                state.updatedAt(),
                Text.cut(text.toLowerCase(Locale.ROOT), SEARCH_CHARS),
                EventCodec.JSON.writeValueAsString(state));
    }
}
