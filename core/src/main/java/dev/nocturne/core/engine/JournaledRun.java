package dev.nocturne.core.engine;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Ids;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.Text;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.WireText;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.ReasoningFilter;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run's context, with the journal that lets the run be repeated after a crash without repeating
 * what it did.
 */
public final class JournaledRun implements RunContext {
    /** Characters of a query that a start event carries (contract). */
    private static final int START_QUERY_CHARS = 500;

    /** Bytes of JSON for query and for reasoning in a start event, so that it stays under 1 kB. */
    private static final int START_TEXT_BYTES = 400;

    private final RunPort port;
    private final RunInput input;
    private final RunLimits limits;
    private final InstantSource clock;
    private final Ids ids;
    private final Journal journal;
    private final String alert;
    private final String message;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Set<String> emitted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile @Nullable Answer answer;

    private JournaledRun(
            RunPort port, RunInput input, RunLimits limits, InstantSource clock, Ids ids) {
        this.port = port;
        this.input = input;
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
        this.journal = Journal.read(port, input.turnStart());
        this.alert = textAt(1);
        this.message = input.turnStart() == 1 ? alert : textAt(input.turnStart());
    }

    /** Reads what there is of the turn and takes it from there. */
    public static JournaledRun open(
            RunPort port, RunInput input, RunLimits limits, InstantSource clock, Ids ids) {
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
    public String scenario() {
        return input.scenario();
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
        if (!keys.add(call.key())) {
            throw new IllegalStateException("two tool calls with the key " + call.key());
        }
        Optional<Journal.Recorded> recorded = journal.call(call.key());
        if (recorded.isPresent() && recorded.get().end() != null) {
            return replayed(recorded.get().end());
        }
        if (calls.incrementAndGet() > limits.toolCalls()) {
            return new ToolOutcome.Failed(
                    "",
                    ErrorCode.TOOL_LIMIT.wireName(),
                    "The turn made " + limits.toolCalls() + " tool calls already.");
        }
        if (recorded.isPresent()) {
            return again(call, recorded.get().start(), body);
        }
        Thread.sleep(limits.pace()); // The pause that --pace asks for; not a wait for anything.
        return made(call, begin(call), body);
    }

    private ToolOutcome replayed(Payload.ToolCallComplete end) {
        if (Boolean.TRUE.equals(end.error())) {
            return FailedText.parse(end);
        }
        ToolResult result =
                port.attachment(end.id())
                        .map(StoredResult::result)
                        .orElseGet(() -> ToolResult.text(end.response()));
        return new ToolOutcome.Done(end.id(), result);
    }

    /** The call was begun and cut off. Doing it again is right unless it changes the world. */
    private ToolOutcome again(ToolCall call, Payload.ToolCallStart start, ToolBody body)
            throws InterruptedException {
        if (call.sideEffect() || Boolean.TRUE.equals(start.sideEffect())) {
            return failed(
                    call,
                    start,
                    ErrorCode.OUTCOME_UNKNOWN.wireName(),
                    "The server stopped during this call. Whether it took effect is unknown; it was not repeated.");
        }
        return made(call, start, body);
    }

    private Payload.ToolCallStart begin(ToolCall call) {
        String visible = ReasoningFilter.strip(call.query());
        String query = Text.cut(visible, START_QUERY_CHARS);
        Payload.ToolCallStart start =
                new Payload.ToolCallStart(
                        ids.next("call-"),
                        0,
                        call.agent(),
                        query.substring(0, DeltaSize.fitting(query, START_TEXT_BYTES)),
                        now(),
                        reasoning(call),
                        call.key(),
                        call.sideEffect() ? true : null);
        port.emit(List.of(start), List.of());
        return start;
    }

    private @Nullable String reasoning(ToolCall call) {
        Answer open = answer;
        String text =
                call.reasoning() != null
                        ? call.reasoning()
                        : open == null ? "" : open.takeReasoning();
        String cut = Text.cut(text, ReasoningFilter.MAX_REASONING_CHARS);
        return cut.isEmpty() ? null : cut.substring(0, DeltaSize.fitting(cut, START_TEXT_BYTES));
    }

    private ToolOutcome made(ToolCall call, Payload.ToolCallStart start, ToolBody body)
            throws InterruptedException {
        Duration limit = call.timeout() == null ? limits.toolTimeout() : call.timeout();
        return switch (BoundedCall.run(body, limit, start.id())) {
            case BoundedCall.Ended.With ended -> done(call, start, ended.result());
            case BoundedCall.Ended.Failed ended -> failed(call, start, ended.failure());
        };
    }

    private ToolOutcome done(ToolCall call, Payload.ToolCallStart start, ToolResult result) {
        Attachment whole = StoredResult.attachment(start.id(), call.agent(), call.query(), result);
        Payload.ToolCallComplete end =
                new Payload.ToolCallComplete(
                        start.id(),
                        0,
                        call.agent(),
                        since(start.timestamp()),
                        ReasoningFilter.strip(call.query()),
                        ReasoningFilter.strip(result.response()),
                        now(),
                        null,
                        result.visualizations().isEmpty() ? null : result.visualizations(),
                        result.subSteps().isEmpty() ? null : result.subSteps(),
                        start.reasoning(),
                        result.action() == null ? null : true,
                        result.action());
        port.emit(List.of(WireCut.cut(end)), List.of(whole));
        return new ToolOutcome.Done(start.id(), result);
    }

    private ToolOutcome failed(ToolCall call, Payload.ToolCallStart start, ToolFailure failure) {
        return failed(call, start, failure.code(), String.valueOf(failure.getMessage()));
    }

    private ToolOutcome failed(
            ToolCall call, Payload.ToolCallStart start, String code, String message) {
        Payload.ToolCallComplete end =
                new Payload.ToolCallComplete(
                        start.id(),
                        0,
                        call.agent(),
                        since(start.timestamp()),
                        ReasoningFilter.strip(call.query()),
                        WireText.failed(code, message),
                        now(),
                        true,
                        null,
                        null,
                        start.reasoning(),
                        null,
                        null);
        port.emit(List.of(WireCut.cut(end)), List.of());
        return new ToolOutcome.Failed(start.id(), code, message);
    }

    @Override
    public AnswerStream answer() {
        if (answers.getAndIncrement() < journal.completeAnswers()) {
            return new ToldAnswer();
        }
        Optional<Journal.Partial> partial =
                answers.get() == journal.completeAnswers() + 1
                        ? journal.partial()
                        : Optional.empty();
        Answer next = Answer.start(port, ids.next("msg-"), partial.orElse(null));
        answer = next;
        return next;
    }

    @Override
    public void emitOnce(String event, ObjectNode data) {
        if (!journal.emitted(event) && emitted.add(event)) {
            port.emit(List.of(new Payload.Custom(event, data)), List.of());
        }
    }

    @Override
    public void status(String text) {
        port.emit(List.of(new Payload.StatusNote(text, null)), List.of());
    }

    /** The run has returned or was stopped: what it left open tells nothing more. */
    public void end() {
        Answer open = answer;
        if (open != null) {
            open.abandon();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private String since(Instant start) {
        return WireText.seconds(start, now());
    }

    /** An answer that was told in full by an earlier attempt. */
    private static final class ToldAnswer implements AnswerStream {
        @Override
        public void write(String piece) {}

        @Override
        public void close() {}
    }
}
