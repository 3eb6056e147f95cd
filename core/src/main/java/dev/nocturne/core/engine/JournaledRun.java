package dev.nocturne.core.engine;

import dev.nocturne.core.Ids;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.SteadyClock;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The context of a run. Its journal allows the run to be repeated after a crash without repeating
 * its effects.
 */
public final class JournaledRun implements RunContext {
    private final RunPort port;
    private final RunInput input;
    private final Ids ids;
    private final Journal journal;
    private final String alert;
    private final String message;
    private final ToolCalls calls;
    private final Steps steps;
    private final Records records;
    private final EarlierAnswers toldBefore;
    private volatile @Nullable AnswerPublisher answer;

    private JournaledRun(
            RunPort port, RunInput input, RunLimits limits, SteadyClock clock, Ids ids) {
        this.port = port;
        this.input = input;
        this.ids = ids;
        this.journal = Journal.read(port, input.turnStart());
        this.toldBefore = new EarlierAnswers(journal.answers());
        CallEvents events = new CallEvents(clock, ids);
        this.steps = new Steps(port, limits, events, journal);
        this.calls = new ToolCalls(port, limits, events, journal, steps, this::reasoning);
        this.records = new Records(port, journal);
        this.alert = textAt(1);
        this.message = input.turnStart() == 1 ? alert : textAt(input.turnStart());
    }

    /** Creates the context from the turn's events so far. */
    public static JournaledRun open(
            RunPort port, RunInput input, RunLimits limits, SteadyClock clock, Ids ids) {
        return new JournaledRun(port, input, limits, clock, ids);
    }

    private String textAt(long seq) {
        Event event = port.read(seq - 1, 1).getFirst();
        if (EventCodec.decode(event.name(), event.data()) instanceof Payload.UserMessage said) {
            return said.text();
        }
        throw new IllegalStateException(
                "event " + seq + " of " + input.session() + " is a " + event.name());
    }

    @Override
    public SessionId session() {
        return input.session();
    }

    @Override
    public String runId() {
        return input.runId();
    }

    @Override
    public String environment() {
        return input.environment();
    }

    @Override
    public int turn() {
        return input.turn();
    }

    @Override
    public String alert() {
        return alert;
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public boolean resumed() {
        return input.resumed();
    }

    @Override
    public List<Event> history(long after, int limit) {
        return port.read(after, limit);
    }

    @Override
    public ToolOutcome toolCall(ToolCall call, ToolBody body) throws InterruptedException {
        return calls.make(call, body);
    }

    @Override
    public ToolOutcome step(String callKey, ToolCall step, ToolBody body)
            throws InterruptedException {
        return steps.make(callKey, step, body);
    }

    @Override
    public Optional<ToolResult> result(String callId) {
        return port.attachment(callId).map(StoredResult::result);
    }

    private String reasoning() {
        AnswerPublisher open = answer;
        return open == null ? "" : open.takeReasoning();
    }

    @Override
    public AnswerStream answer() {
        AnswerPublisher next = AnswerPublisher.start(port, ids.next("msg-"), toldBefore);
        answer = next;
        return next;
    }

    @Override
    public void emitOnce(String event, ObjectNode data) {
        records.emitOnce(event, data);
    }

    @Override
    public Optional<ObjectNode> recorded(String event, String key) {
        return records.find(event, key);
    }

    @Override
    public void record(String event, String key, ObjectNode data) {
        records.record(event, key, data);
    }

    @Override
    public void status(String text) {
        port.emit(List.of(new Payload.StatusNote(text, null)), List.of());
    }

    /**
     * Ends the run, which has returned or was stopped; an answer that is still open publishes
     * nothing more.
     */
    public void end() {
        AnswerPublisher open = answer;
        if (open != null) {
            open.abandon();
        }
    }
}
