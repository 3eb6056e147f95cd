package dev.nocturne.core.engine;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.WireText;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.run.RunOver;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the steps within tool calls, using what earlier attempts recorded. */
final class Steps {
    /** A call that can have steps. */
    private static final class Open {
        private final String callId;
        private final AtomicInteger nextIndex;
        private final Map<Integer, SubStep> made = new ConcurrentSkipListMap<>();
        private volatile boolean over;

        Open(String callId, int firstIndex) {
            this.callId = callId;
            this.nextIndex = new AtomicInteger(firstIndex);
        }
    }

    private final RunPort port;
    private final RunLimits limits;
    private final CallEvents events;
    private final Journal journal;
    private final Map<String, Open> calls = new ConcurrentHashMap<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made;

    Steps(RunPort port, RunLimits limits, CallEvents events, Journal journal) {
        this.port = port;
        this.limits = limits;
        this.events = events;
        this.journal = journal;
        this.made = new AtomicInteger(journal.stepCount());
    }

    /** Lets the call with this key have steps. */
    void open(String callKey, String callId) {
        calls.put(callKey, new Open(callId, journal.nextIndex(callId)));
    }

    /** Ends the steps of the call and returns them. */
    List<SubStep> close(String callKey) {
        Open call = calls.get(callKey);
        if (call == null) {
            return List.of();
        }
        call.over = true;
        return List.copyOf(call.made.values());
    }

    ToolOutcome make(String callKey, ToolCall step, ToolBody body) throws InterruptedException {
        Open call = calls.get(callKey);
        if (call == null) {
            throw new IllegalStateException("no tool call with the key " + callKey + " is open");
        } else if (call.over) {
            throw new RunOver();
        } else if (step.approval() != null) {
            throw new IllegalStateException(
                    "step " + step.key() + " requires an approval, which steps cannot have");
        } else if (!keys.add(step.key())) {
            throw new IllegalStateException("the key " + step.key() + " was used for two steps");
        }
        Optional<Journal.RecordedStep> recorded = journal.step(step.key());
        if (recorded.isPresent()) {
            return resume(call, recorded.get(), step, body);
        }
        if (made.incrementAndGet() > RunLimits.MOST_STEPS) {
            return new ToolOutcome.Failed(
                    "",
                    ErrorCode.TOOL_LIMIT.wireName(),
                    "The turn has reached its limit of " + RunLimits.MOST_STEPS + " steps.");
        }
        Payload.ToolCallProgress begin =
                events.beginStep(call.callId, call.nextIndex.getAndIncrement(), step);
        port.emit(List.of(begin), List.of());
        return execute(call, begin, step, body);
    }

    /** Returns the recorded result of a step, or repeats a step that was cut off. */
    private ToolOutcome resume(
            Open call, Journal.RecordedStep recorded, ToolCall step, ToolBody body)
            throws InterruptedException {
        Payload.ToolCallProgress begin = recorded.begin();
        if (!begin.id().equals(call.callId)) {
            throw new IllegalStateException(
                    "step " + step.key() + " was made in another call before: " + begin.id());
        }
        Payload.ToolCallProgress end = recorded.end();
        if (end != null) {
            return replay(call, end);
        } else if (step.sideEffect() || Boolean.TRUE.equals(begin.sideEffect())) {
            String unknown =
                    "The server stopped during this step. Whether it took effect is unknown; it was not repeated.";
            return fail(call, begin, step, ErrorCode.OUTCOME_UNKNOWN.wireName(), unknown);
        }
        return execute(call, begin, step, body);
    }

    private ToolOutcome replay(Open call, Payload.ToolCallProgress end) {
        addTo(call, end);
        String id = id(end);
        ToolResult result =
                port.attachment(id)
                        .map(StoredResult::result)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the result of step " + id + " is missing"));
        return end.status().equals(Payload.ToolCallProgress.FAILED)
                ? FailureText.parse(id, result.response())
                : new ToolOutcome.Done(id, result);
    }

    private ToolOutcome execute(
            Open call, Payload.ToolCallProgress begin, ToolCall step, ToolBody body)
            throws InterruptedException {
        Duration limit = step.timeout() == null ? limits.toolTimeout() : step.timeout();
        return switch (BoundedCall.run(body, limit, id(begin))) {
            case BoundedCall.Ended.With ended -> {
                end(call, begin, step, Payload.ToolCallProgress.DONE, ended.result());
                yield new ToolOutcome.Done(id(begin), ended.result());
            }
            case BoundedCall.Ended.Failed ended ->
                    fail(
                            call,
                            begin,
                            step,
                            ended.failure().code(),
                            String.valueOf(ended.failure().getMessage()));
        };
    }

    private ToolOutcome fail(
            Open call, Payload.ToolCallProgress begin, ToolCall step, String code, String message) {
        ToolResult why = ToolResult.text(WireText.failed(code, message));
        end(call, begin, step, Payload.ToolCallProgress.FAILED, why);
        return new ToolOutcome.Failed(id(begin), code, message);
    }

    private void end(
            Open call,
            Payload.ToolCallProgress begin,
            ToolCall step,
            String status,
            ToolResult result) {
        Payload.ToolCallProgress end = events.endStep(begin, status, result.response());
        Attachment whole = StoredResult.attachment(id(begin), step.agent(), step.query(), result);
        port.emit(List.of(end), List.of(whole));
        addTo(call, end);
    }

    /** Adds the step to the {@code sub_steps} of its call. */
    private static void addTo(Open call, Payload.ToolCallProgress end) {
        String summary = String.valueOf(end.resultSummary());
        call.made.put(end.index(), new SubStep(end.index(), end.query(), summary, end.agent()));
    }

    private static String id(Payload.ToolCallProgress step) {
        return step.id() + "." + step.index();
    }
}
