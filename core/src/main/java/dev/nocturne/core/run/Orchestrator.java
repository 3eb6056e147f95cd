package dev.nocturne.core.run;

/**
 * Something that investigates. One instance serves many runs at once; each run has its own virtual
 * thread.
 *
 * <p>A run may be repeated: when the process dies in mid run, {@link #run} is called again for the
 * same run with a context that answers finished tool calls from the log. So a run makes its tool
 * calls under keys that follow from its input and from earlier results, not from time or chance.
 */
public interface Orchestrator {
    /** The name clients choose it by. */
    String name();

    /** One sentence about what it is, for people. */
    String description();

    /** Whether it is configured, and if not what is missing. Cheap; asked before each turn. */
    Readiness readiness();

    /**
     * Works on one turn until the answer is complete. Returning ends the turn well. Cancel and
     * deadline interrupt the thread; whatever a run does after that changes nothing any more.
     *
     * @return what the turn's last event should tell about tokens, or {@link RunSummary#NONE}
     * @throws RunFailure when the turn has to end as failed, with a reason for the user
     */
    RunSummary run(RunContext run) throws InterruptedException, RunFailure;
}
