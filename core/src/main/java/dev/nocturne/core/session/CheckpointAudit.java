package dev.nocturne.core.session;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Checkpoint;
import tools.jackson.core.JacksonException;

/** Compares a stored checkpoint with a fresh fold of the events it was computed from. */
public final class CheckpointAudit {
    private final Checkpoint checkpoint;
    private SessionState state;

    public CheckpointAudit(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.state = SessionState.empty(checkpoint.session());
    }

    /** Takes the session's next event; those after the checkpoint are ignored. */
    public void add(Event event) {
        if (event.seq() <= checkpoint.seq()) {
            state = Fold.apply(state, event);
        }
    }

    /** Whether the events that were added lead to the checkpoint. */
    public boolean agrees() {
        try {
            return StoredState.decode(checkpoint).equals(state);
        } catch (JacksonException e) {
            return false;
        }
    }
}
