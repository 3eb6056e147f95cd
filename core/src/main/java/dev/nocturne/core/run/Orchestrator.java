package dev.nocturne.core.run;

/**
 * Conducts investigations. One instance serves many runs at once, each on its own virtual thread.
 *
 * <p>A run may be repeated: if the process dies during a run, {@link #run} is called again for the
 * same run, with a context that returns the recorded results of finished tool calls. The keys of
 * tool calls must therefore follow from the run's input and from earlier results, not from time or
 * chance.
 */
public interface Orchestrator {
    /** The name by which clients choose it. */
    String name();

    /** A one-sentence description for users. */
    String description();

    /**
     * Whether it is configured, and if not, what is missing. Called before each turn, so it must be
     * cheap.
     */
    Readiness readiness();

    /** Whether it can investigate in an environment. Called before a session is opened. */
    default Readiness readinessIn(String environment) {
        return readiness();
    }

    /**
     * Works on one turn until the answer is complete. Returning completes the turn. A cancel and
     * the deadline interrupt the thread; what the run does after that has no effect.
     *
     * @return the token usage for the turn's last event, or {@link RunSummary#NONE}
     * @throws RunFailure if the turn must fail, with a reason for the user
     */
    RunSummary run(RunContext run) throws InterruptedException, RunFailure;
}
