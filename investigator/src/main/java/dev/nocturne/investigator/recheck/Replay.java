package dev.nocturne.investigator.recheck;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.engine.FailureText;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.ReasoningFilter;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that has happened, for the investigator to make again. What depends on the run itself comes
 * from the log: the answers to its questions, its dispatch order, which calls failed and why. What
 * follows from these is computed again: which question comes next, what an answer means, the
 * candidates, the impact, the diagnosis and the answer. Evidence is numbered by the order of the
 * calls, so it has the same numbers.
 */
final class Replay implements RunContext {
    private final FirstTurn turn;
    private final KeptSession session;
    private final StringBuilder text = new StringBuilder();
    private final List<Difference> differences = new ArrayList<>();
    private @Nullable ObjectNode diagnosis;

    Replay(FirstTurn turn, KeptSession session) {
        this.turn = turn;
        this.session = session;
    }

    /** Questions and findings that are not those of the log. */
    List<Difference> differences() {
        return differences;
    }

    String text() {
        return text.toString();
    }

    ObjectNode diagnosis() {
        if (diagnosis == null) {
            throw new IllegalStateException("the investigator ended without a diagnosis");
        }
        return diagnosis;
    }

    @Override
    public ToolOutcome toolCall(ToolCall call, ToolBody body) throws InterruptedException {
        FirstTurn.Call recorded = turn.calls().get(call.key());
        if (recorded == null) {
            differences.add(new Difference("question " + call.key(), "", call.query()));
            return new ToolOutcome.Failed(call.key(), "not_asked", "it was not asked then");
        }
        // The log has the beginning of a long question.
        if (!ReasoningFilter.strip(call.query()).startsWith(recorded.query())) {
            differences.add(
                    new Difference(
                            "question " + recorded.evidence(), recorded.query(), call.query()));
        }
        if (recorded.failure().isPresent()) {
            return FailureText.parse(recorded.id(), recorded.failure().get());
        }
        ToolResult result =
                session.result(recorded.id())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "no result was kept of call " + recorded.id()));
        boolean asks = result.data() != null;
        return asks || call.sideEffect()
                ? new ToolOutcome.Done(recorded.id(), result)
                : compute(recorded, result, body);
    }

    private ToolOutcome compute(FirstTurn.Call call, ToolResult recorded, ToolBody body)
            throws InterruptedException {
        try {
            ToolResult now = body.call();
            compare(call.evidence(), recorded.response(), now.response());
            compare(
                    call.evidence() + " tables",
                    EventCodec.JSON.writeValueAsString(recorded.visualizations()),
                    EventCodec.JSON.writeValueAsString(now.visualizations()));
            return new ToolOutcome.Done(call.id(), now);
        } catch (ToolFailure failure) {
            return new ToolOutcome.Failed(
                    call.id(), failure.code(), String.valueOf(failure.getMessage()));
        }
    }

    private void compare(String what, String recorded, String now) {
        if (!recorded.equals(now)) {
            differences.add(new Difference(what, recorded, now));
        }
    }

    @Override
    public void emitOnce(String event, ObjectNode data) {
        if (event.equals("diagnosis")) {
            diagnosis = data;
        }
    }

    @Override
    public AnswerStream answer() {
        return new AnswerStream() {
            @Override
            public void write(String piece) {
                text.append(piece);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SessionId session() {
        return new SessionId("recheck");
    }

    @Override
    public String runId() {
        return "recheck";
    }

    @Override
    public String environment() {
        return turn.environment();
    }

    @Override
    public int turn() {
        return 0;
    }

    @Override
    public String alert() {
        return turn.alert();
    }

    @Override
    public String message() {
        return turn.alert();
    }

    @Override
    public boolean resumed() {
        return true;
    }

    @Override
    public List<Event> history(long after, int limit) {
        return List.of();
    }

    @Override
    public Optional<ToolResult> result(String callId) {
        return session.result(callId);
    }

    @Override
    public void status(String message) {}

    @Override
    public ToolOutcome step(String callKey, ToolCall step, ToolBody body) {
        throw new IllegalStateException("the built-in investigator makes no steps");
    }

    @Override
    public Optional<ObjectNode> recorded(String event, String key) {
        throw new IllegalStateException("the built-in investigator keeps no records");
    }

    @Override
    public void record(String event, String key, ObjectNode data) {
        throw new IllegalStateException("the built-in investigator keeps no records");
    }
}
