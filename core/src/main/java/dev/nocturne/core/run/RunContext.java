package dev.nocturne.core.run;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run can see and do. A run does not write the log itself but asks the session's writer to;
 * each method returns when its effect is durable. Safe for several threads of the run. After the
 * turn has ended in another way, every method throws {@link RunOver}.
 */
public interface RunContext {
    SessionId session();

    String runId();

    /** Name of the environment. */
    String environment();

    /** 0 for the first turn. */
    int turn();

    /** The alert that opened the session. */
    String alert();

    /** The user's message that started this turn; in the first turn, the alert. */
    String message();

    /** Whether an earlier attempt at this run was cut off by a crash. */
    boolean resumed();

    /**
     * Events after seq {@code after}, at most {@code limit}: those of earlier turns and of earlier
     * attempts at this run.
     */
    List<Event> history(long after, int limit);

    /**
     * Makes a tool call: writes its start, runs the body within its time limit and writes its end.
     * In a resumed run, a finished call returns its recorded result without running the body. A
     * call that was cut off is run again under the same id, unless it has side effects: then it
     * ends as {@code outcome_unknown}.
     *
     * <p>A call with an {@link Approval} first waits for it, also across restarts. Neither the
     * call's time limit nor the turn's deadline runs meanwhile. If the process dies before the body
     * has begun, nothing is lost; if it dies later, the rules above apply.
     *
     * @throws InterruptedException if the turn is cancelled meanwhile
     */
    ToolOutcome toolCall(ToolCall call, ToolBody body) throws InterruptedException;

    /**
     * Makes a step within the open tool call with the key {@code callKey}. The step is published as
     * {@code tool_call.progress}, and its full result is stored. In a resumed run, a finished step
     * returns its recorded result without running the body. A step that was cut off is run again
     * under the same index, unless it has side effects: then it ends as {@code outcome_unknown}.
     * Steps have the time limit of calls. The outcome's id is {@code <call id>.<index>}.
     *
     * @param step the step; its agent is the name of the tool, its query is the question, and its
     *     key is unique among the turn's steps
     * @throws IllegalStateException if there is no open call with {@code callKey}, the step's key
     *     was used before, or the step asks for an approval
     * @throws RunOver also if the call has ended meanwhile, for example by its time limit
     */
    ToolOutcome step(String callKey, ToolCall step, ToolBody body) throws InterruptedException;

    /** The full result of a finished tool call of this session; absent if it has none. */
    Optional<ToolResult> result(String callId);

    /** Begins an answer. There may be only one open answer. */
    AnswerStream answer();

    /**
     * Writes an event of the orchestrator's own, once for each run and event name. A resumed run
     * does not write it again.
     */
    void emitOnce(String event, ObjectNode data);

    /**
     * The data of the event with this name and key that was written with {@link #record} in this
     * turn, by this or an earlier attempt.
     */
    Optional<ObjectNode> recorded(String event, String key);

    /**
     * Writes an event of the orchestrator's own, with its key in the field {@code key}. Durable
     * when it returns.
     *
     * @param data at most 1 MiB as JSON
     * @throws IllegalStateException if it was written before, is too large, or has a name that is
     *     reserved for the framework
     */
    void record(String event, String key, ObjectNode data);

    /** Publishes a note on the progress of the turn. */
    void status(String message);
}
