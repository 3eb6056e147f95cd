package dev.nocturne.core.run;

/**
 * The turn this run worked on has ended without it (cancel, deadline, delete, lost lease). Let it
 * through.
 */
public final class RunOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunOver() {
        super("the turn is over", null, false, false);
    }
}
