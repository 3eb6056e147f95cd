package dev.nocturne.core.run;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import java.util.List;
import java.util.Optional;
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
     * <p>A call with an {@link Approval} waits for it first, over restarts too, and as long as it
     * does neither its own time limit nor the turn's deadline runs. When the process dies before
     * the body began, nothing is lost; when it dies after, the rules above hold.
     *
     * @throws InterruptedException when the turn is cancelled meanwhile
     */
    ToolOutcome toolCall(ToolCall call, ToolBody body) throws InterruptedException;

    /**
     * Makes a step within the open tool call that has the key {@code callKey}: told live as {@code
     * tool_call.progress}, its uncut result kept. On a resumed run the recorded result of a
     * finished step is returned and the body is not run; a step that was cut off is run again under
     * the index it had, unless it has side effects: that one ends as {@code outcome_unknown}. Its
     * time limit is that of calls. The outcome's id is {@code <call id>.<index>}.
     *
     * @param step its agent names the tool, its query says what is asked; its key is unique among
     *     the turn's steps
     * @throws IllegalStateException when no call was begun under {@code callKey}, the key was used
     *     before, or the step asks for an approval
     * @throws RunOver also when the call has ended meanwhile, by its time limit for example
     */
    ToolOutcome step(String callKey, ToolCall step, ToolBody body) throws InterruptedException;

    /** Begins the answer. One at a time. */
    AnswerStream answer();

    /**
     * Writes an event of the orchestrator's own, once a run for each name: a resumed run does not
     * repeat it.
     */
    void emitOnce(String event, ObjectNode data);

    /**
     * The data of the event of that name and key that this turn's runs have written with {@link
     * #record}, earlier attempts included.
     */
    Optional<ObjectNode> recorded(String event, String key);

    /**
     * Writes an event of the orchestrator's own, which carries its key as the field {@code key}.
     * Durable when it returns.
     *
     * @param data at most 1 MiB as JSON
     * @throws IllegalStateException when it was written before, is too large, or when the name is
     *     one of the framework's
     */
    void record(String event, String key, ObjectNode data);

    /** Tells the user something on the way. */
    void status(String message);
}
