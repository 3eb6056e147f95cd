package dev.nocturne.core.run;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a run may see and do. It cannot write the log, only ask the session's writer to; each
 * method returns when what it did is durable. Safe for several threads of the run at once. After
 * the turn has ended in another way every method throws {@link RunOver}.
 */
public interface RunContext {
    SessionId session();

    String runId();

    /** Name of the scenario pack. */
    String scenario();

    /** 0 for the first turn. */
    int turn();

    /** The alert that opened the session. */
    String alert();

    /** What the user said to start this turn; the alert in the first. */
    String message();

    /** Whether an earlier attempt at this run was cut off by a crash. */
    boolean resumed();

    /**
     * Events after seq {@code after}, at most {@code limit}: earlier turns, and what this run's
     * earlier attempt did.
     */
    List<Event> history(long after, int limit);

    /**
     * Makes a tool call: writes its start, runs the body within its time limit, writes its end. On
     * a resumed run the recorded result of a finished call is returned and the body is not run; a
     * call that was cut off is run again under the id it had, unless it has side effects: that one
     * ends as {@code outcome_unknown}.
     *
     * @throws InterruptedException when the turn is cancelled meanwhile
     */
    ToolOutcome toolCall(ToolCall call, ToolBody body) throws InterruptedException;

    /** Begins the answer. One at a time. */
    AnswerStream answer();

    /**
     * Writes an event of the orchestrator's own, once a run for each name: a resumed run does not
     * repeat it.
     */
    void emitOnce(String event, ObjectNode data);

    /** Tells the user something on the way. */
    void status(String message);
}
