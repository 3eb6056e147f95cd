package dev.nocturne.core.engine;

import dev.nocturne.core.Ids;
import dev.nocturne.core.SteadyClock;
import dev.nocturne.core.Text;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.WireText;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.ReasoningFilter;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the events of tool calls and their steps, without reasoning and within the size limits of
 * events.
 */
final class CallEvents {
    /** The most characters of the query in a start event (contract). */
    private static final int START_QUERY_CHARS = 500;

    /**
     * The most bytes of JSON for the query, and for the reasoning, of a start event, so that it
     * stays below 1 kB.
     */
    private static final int START_TEXT_BYTES = 400;

    /**
     * The most bytes of JSON for the query, and for the summary, of a progress event, for the same
     * reason.
     */
    private static final int STEP_TEXT_BYTES = 320;

    /**
     * The event that says that the body of an approved call has begun; its key is the call's id.
     */
    static final String BODY_BEGINS = "tool_call.begun";

    private final SteadyClock clock;
    private final Ids ids;

    /** When calls and steps began in this process, by the monotonic clock. */
    private final Map<Object, Long> begun = new ConcurrentHashMap<>();

    CallEvents(SteadyClock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    private record StepId(String callId, int index) {}

    Payload.ToolCallStart start(ToolCall call, String reasoning) {
        String query = Text.cut(ReasoningFilter.strip(call.query()), START_QUERY_CHARS);
        String why = Text.cut(reasoning, ReasoningFilter.MAX_REASONING_CHARS);
        String id = ids.next("call-");
        begun.put(id, clock.nanos());
        return new Payload.ToolCallStart(
                id,
                0,
                call.agent(),
                fit(query, START_TEXT_BYTES),
                now(),
                why.isEmpty() ? null : fit(why, START_TEXT_BYTES),
                call.key(),
                call.sideEffect() ? true : null);
    }

    Payload.ToolCallComplete complete(
            ToolCall call, Payload.ToolCallStart start, ToolResult result) {
        return WireCut.cut(
                new Payload.ToolCallComplete(
                        start.id(),
                        0,
                        call.agent(),
                        elapsed(start.id(), start.timestamp()),
                        ReasoningFilter.strip(call.query()),
                        ReasoningFilter.strip(result.response()),
                        now(),
                        null,
                        result.visualizations().isEmpty() ? null : result.visualizations(),
                        result.subSteps().isEmpty() ? null : result.subSteps(),
                        start.reasoning(),
                        result.action() == null ? null : true,
                        result.action()));
    }

    Payload.ToolCallComplete fail(
            ToolCall call,
            Payload.ToolCallStart start,
            List<SubStep> steps,
            String code,
            String message) {
        return WireCut.cut(
                new Payload.ToolCallComplete(
                        start.id(),
                        0,
                        call.agent(),
                        elapsed(start.id(), start.timestamp()),
                        ReasoningFilter.strip(call.query()),
                        WireText.failed(code, message),
                        now(),
                        true,
                        null,
                        steps.isEmpty() ? null : steps,
                        start.reasoning(),
                        null,
                        null));
    }

    /** The request for the approval of the call that {@code start} begins. */
    Payload.ApprovalRequested requestApproval(Payload.ToolCallStart start, Approval approval) {
        Duration patience = approval.patience();
        boolean tooLong = patience.compareTo(Approval.MOST_PATIENCE) > 0;
        return new Payload.ApprovalRequested(
                ids.next("apr-"),
                start.id(),
                start.agent(),
                // Parsed from text, so that it equals what will be read from the log.
                EventCodec.object(approval.arguments().toString()),
                now(),
                now().plus(tooLong ? Approval.MOST_PATIENCE : patience)
                        .truncatedTo(ChronoUnit.MILLIS));
    }

    /** The event that the body of an approved call begins. */
    Payload.Custom bodyBegins(Payload.ToolCallStart start) {
        ObjectNode data = EventCodec.JSON.createObjectNode();
        return new Payload.Custom(
                BODY_BEGINS, data.put("key", start.id()).put("timestamp", now().toString()));
    }

    Payload.ToolCallProgress beginStep(String callId, int index, ToolCall step) {
        begun.put(new StepId(callId, index), clock.nanos());
        return new Payload.ToolCallProgress(
                callId,
                index,
                step.agent(),
                stepText(step.query()),
                Payload.ToolCallProgress.RUNNING,
                now(),
                null,
                null,
                step.key(),
                step.sideEffect() ? true : null);
    }

    Payload.ToolCallProgress endStep(
            Payload.ToolCallProgress begin, String status, String response) {
        return new Payload.ToolCallProgress(
                begin.id(),
                begin.index(),
                begin.agent(),
                begin.query(),
                status,
                now(),
                stepText(response),
                elapsed(new StepId(begin.id(), begin.index()), begin.timestamp()),
                null,
                begin.sideEffect());
    }

    private static String stepText(String text) {
        return fit(ReasoningFilter.strip(text), STEP_TEXT_BYTES);
    }

    private static String fit(String text, int bytes) {
        return text.substring(0, DeltaSize.fit(text, bytes));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * How long the call or step took: measured if it began in this process, else the difference of
     * its timestamps; zero if its start has none.
     */
    private String elapsed(Object id, @Nullable Instant start) {
        Long from = begun.remove(id);
        if (from != null) {
            return WireText.seconds(Duration.ofNanos(clock.nanos() - from));
        }
        return WireText.seconds(start == null ? now() : start, now());
    }
}
