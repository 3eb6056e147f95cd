package dev.nocturne.core.run;

/**
 * Thrown to a run whose turn has ended by a cancel, the deadline, a delete or the loss of the
 * lease. An orchestrator should not catch it.
 */
public final class RunOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunOver() {
        super("the turn is over", null, false, false);
    }
}
