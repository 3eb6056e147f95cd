package dev.nocturne.investigator;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A run that keeps what it is told, with a journal as the real one has. */
final class FakeRun implements RunContext {
    private final String scenario;
    private final String alert;
    private final String message;
    private final int turn;
    private final List<Event> history;
    final Map<String, ToolResult> journal = new LinkedHashMap<>();
    final List<ToolCall> calls = new ArrayList<>();
    final Map<String, ObjectNode> emitted = new LinkedHashMap<>();
    final StringBuilder text = new StringBuilder();
    int executed;

    FakeRun(String scenario, String alert) {
        this(scenario, alert, alert, 0, List.of());
    }

    private FakeRun(String scenario, String alert, String message, int turn, List<Event> history) {
        this.scenario = scenario;
        this.alert = alert;
        this.message = message;
        this.turn = turn;
        this.history = history;
    }

    /** The next turn of this session, with this run's events as its history. */
    FakeRun next(String question) {
        List<Event> events = new ArrayList<>(history);
        for (ToolCall call : calls) {
            events.add(
                    event(
                            events.size() + 1,
                            "tool_call.start",
                            "{\"agent\":\"" + call.agent() + "\"}"));
        }
        emitted.forEach(
                (name, data) -> events.add(event(events.size() + 1, name, data.toString())));
        return new FakeRun(scenario, alert, question, turn + 1, events);
    }

    private Event event(int seq, String name, String data) {
        return new Event(seq, name, turn, Instant.EPOCH, data);
    }

    ObjectNode diagnosis() {
        ObjectNode diagnosis = emitted.get("diagnosis");
        if (diagnosis == null) {
            throw new AssertionError("no diagnosis was emitted");
        }
        return diagnosis;
    }

    @Override
    public SessionId session() {
        return new SessionId("0123456789abcdef0123456789abcdef");
    }

    @Override
    public String runId() {
        return "run";
    }

    @Override
    public String scenario() {
        return scenario;
    }

    @Override
    public int turn() {
        return turn;
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
        return false;
    }

    @Override
    public List<Event> history(long after, int limit) {
        return history.stream().filter(e -> e.seq() > after).limit(limit).toList();
    }

    @Override
    public ToolOutcome toolCall(ToolCall call, ToolBody body) throws InterruptedException {
        calls.add(call);
        ToolResult known = journal.get(call.key());
        if (known != null) {
            return new ToolOutcome.Done(call.key(), known);
        }
        try {
            executed++;
            ToolResult result = body.call();
            journal.put(call.key(), result);
            return new ToolOutcome.Done(call.key(), result);
        } catch (ToolFailure failure) {
            return new ToolOutcome.Failed(
                    call.key(), failure.code(), String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public ToolOutcome step(String callKey, ToolCall step, ToolBody body) {
        throw new AssertionError("the investigator makes no steps");
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
    public void emitOnce(String event, ObjectNode data) {
        emitted.putIfAbsent(event, data);
    }

    @Override
    public Optional<ObjectNode> recorded(String event, String key) {
        throw new AssertionError("the investigator keeps no records");
    }

    @Override
    public void record(String event, String key, ObjectNode data) {
        throw new AssertionError("the investigator keeps no records");
    }

    @Override
    public void status(String message) {}
}
