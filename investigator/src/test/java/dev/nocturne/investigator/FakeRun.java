package dev.nocturne.investigator;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.Text;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.investigator.recheck.KeptSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A run that keeps what it is told, with a journal as the real one has. */
final class FakeRun implements RunContext {
    private final String environment;
    private final String alert;
    private final String message;
    private final int turn;
    private final List<Event> history;
    final Map<String, ToolResult> journal = new LinkedHashMap<>();
    private final Map<String, ToolResult> earlier = new LinkedHashMap<>();
    private final Set<String> firsts = new HashSet<>();
    final List<ToolCall> calls = new ArrayList<>();
    final Map<String, ObjectNode> emitted = new LinkedHashMap<>();
    final StringBuilder text = new StringBuilder();
    private final Map<String, String> failures = new LinkedHashMap<>();
    int executed;

    FakeRun(String environment, String alert) {
        this(environment, alert, alert, 0, List.of());
    }

    private FakeRun(
            String environment, String alert, String message, int turn, List<Event> history) {
        this.environment = environment;
        this.alert = alert;
        this.message = message;
        this.turn = turn;
        this.history = history;
    }

    /** The next turn of this session, with this run's events as its history. */
    FakeRun next(String question) {
        List<Event> events = new ArrayList<>(history);
        events.add(
                event(
                        events.size() + 1,
                        "user_message",
                        JsonNodeFactory.instance.objectNode().put("text", message).toString()));
        for (ToolCall call : calls) {
            events.add(
                    event(
                            events.size() + 1,
                            "tool_call.start",
                            "{\"agent\":\"" + call.agent() + "\",\"id\":\"" + call.key() + "\"}"));
        }
        emitted.forEach(
                (name, data) -> events.add(event(events.size() + 1, name, data.toString())));
        FakeRun next = new FakeRun(environment, alert, question, turn + 1, events);
        next.earlier.putAll(earlier);
        next.earlier.putAll(journal);
        next.firsts.addAll(turn == 0 ? journal.keySet() : firsts);
        return next;
    }

    private Event event(int seq, String name, String data) {
        return new Event(seq, name, turn, Instant.EPOCH, data);
    }

    /** What {@link #results} passes on. */
    interface Data {
        void read(int turn, String key, JsonNode data);
    }

    /** What was gathered in this session, of the diagnosis as turn 0 and of what followed as 1. */
    void results(Data reader) {
        earlier.forEach((key, result) -> {
            if (result.data() != null) {
                reader.read(firsts.contains(key) ? 0 : 1, key, result.data());
            }
        });
        journal.forEach((key, result) -> {
            if (result.data() != null) {
                reader.read(turn == 0 ? 0 : 1, key, result.data());
            }
        });
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
    public String environment() {
        return environment;
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
            failures.put(call.key(), "FAILED: [" + failure.code() + "] " + failure.getMessage());
            return new ToolOutcome.Failed(
                    call.key(), failure.code(), String.valueOf(failure.getMessage()));
        }
    }

    /** This session as a store keeps it once the turn has ended. */
    KeptSession kept() {
        List<Event> log = new ArrayList<>(history);
        write(log, new Payload.UserMessage(message));
        write(
                log,
                new Payload.RunStart(
                        "run",
                        alert,
                        Instant.EPOCH,
                        environment,
                        BuiltInInvestigator.NAME,
                        "local"));
        for (ToolCall call : calls) {
            write(
                    log,
                    new Payload.ToolCallStart(
                            call.key(),
                            0,
                            call.agent(),
                            Text.cut(call.query(), 500),
                            Instant.EPOCH,
                            null,
                            call.key(),
                            call.sideEffect()));
            String failure = failures.get(call.key());
            write(
                    log,
                    new Payload.ToolCallComplete(
                            call.key(),
                            0,
                            call.agent(),
                            "0.0s",
                            call.query(),
                            failure == null ? "" : failure,
                            Instant.EPOCH,
                            failure != null,
                            null,
                            null,
                            null,
                            null,
                            null));
        }
        emitted.forEach((name, data) -> log.add(event(log.size() + 1, name, data.toString())));
        write(log, new Payload.MessageComplete("m", text.toString()));
        log.add(event(log.size() + 1, "run.complete", "{}"));
        return new Kept(List.copyOf(log), Map.copyOf(journal));
    }

    private void write(List<Event> log, Payload payload) {
        log.add(event(log.size() + 1, payload.event(), EventCodec.encode(payload)));
    }

    /** Results are written and read, as by a store. */
    private record Kept(List<Event> log, Map<String, ToolResult> results) implements KeptSession {
        @Override
        public List<Event> events(long after, int limit) {
            return log.stream().filter(e -> e.seq() > after).limit(limit).toList();
        }

        @Override
        public Optional<ToolResult> result(String callId) {
            return Optional.ofNullable(results.get(callId))
                    .map(EventCodec.JSON::writeValueAsString)
                    .map(json -> EventCodec.JSON.readValue(json, ToolResult.class));
        }
    }

    @Override
    public ToolOutcome step(String callKey, ToolCall step, ToolBody body) {
        throw new AssertionError("the investigator makes no steps");
    }

    @Override
    public Optional<ToolResult> result(String callId) {
        return Optional.ofNullable(earlier.get(callId));
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
