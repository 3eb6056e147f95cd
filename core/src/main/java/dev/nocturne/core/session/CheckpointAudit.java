package dev.nocturne.core.session;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Checkpoint;
import tools.jackson.core.JacksonException;

/** Compares a stored checkpoint with a new fold of its events. */
public final class CheckpointAudit {
    private final Checkpoint checkpoint;
    private SessionState state;

    public CheckpointAudit(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.state = SessionState.empty(checkpoint.session());
    }

    /** Adds the session's next event; events after the checkpoint are ignored. */
    public void add(Event event) {
        if (event.seq() <= checkpoint.seq()) {
            state = Fold.apply(state, event);
        }
    }

    /** Whether the fold of the added events equals the checkpoint. */
    public boolean agrees() {
        try {
            SessionState stored = StoredState.decode(checkpoint);
            // A checkpoint of an earlier version does not know all positions.
            return Fold.withLatest(stored, stored.latest().orElse(state.latest())).equals(state);
        } catch (JacksonException e) {
            return false;
        }
    }
}
