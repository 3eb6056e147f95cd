package dev.nocturne.core.engine;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The tool calls of a run, with what an earlier attempt recorded of them. */
final class Calls {
    private final RunPort port;
    private final RunLimits limits;
    private final CallEvents events;
    private final Journal journal;
    private final Steps steps;
    private final Approvals approvals;
    private final Supplier<String> reasoning;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();

    /** {@code reasoning}: what the answer being written gives as the reason of the next call. */
    Calls(
            RunPort port,
            RunLimits limits,
            CallEvents events,
            Journal journal,
            Steps steps,
            Supplier<String> reasoning) {
        this.port = port;
        this.limits = limits;
        this.events = events;
        this.journal = journal;
        this.steps = steps;
        this.approvals = new Approvals(port);
        this.reasoning = reasoning;
    }

    ToolOutcome make(ToolCall call, ToolBody body) throws InterruptedException {
        if (!keys.add(call.key())) {
            throw new IllegalStateException("two tool calls with the key " + call.key());
        }
        Optional<Journal.Recorded> recorded = journal.call(call.key());
        if (recorded.isPresent() && recorded.get().end() != null) {
            return replayed(recorded.get().end());
        }
        if (made.incrementAndGet() > limits.toolCalls()) {
            return new ToolOutcome.Failed(
                    "",
                    ErrorCode.TOOL_LIMIT.wireName(),
                    "The turn made " + limits.toolCalls() + " tool calls already.");
        }
        if (recorded.isPresent()) {
            return again(call, recorded.get().start(), body);
        }
        Payload.ToolCallStart start =
                events.start(call, call.reasoning() != null ? call.reasoning() : reasoning.get());
        if (call.approval() != null) {
            return asked(call, start, call.approval(), body);
        }
        port.emit(List.of(start), List.of());
        return made(call, start, body);
    }

    private ToolOutcome replayed(Payload.ToolCallComplete end) {
        if (Boolean.TRUE.equals(end.error())) {
            return FailedText.parse(end.id(), end.response());
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
        Optional<Journal.Asked> awaited = journal.awaited(start.id());
        if (awaited.isPresent()) {
            return decided(call, start, awaited.get(), body);
        }
        if (call.sideEffect() || Boolean.TRUE.equals(start.sideEffect())) {
            return failed(
                    call,
                    start,
                    ErrorCode.OUTCOME_UNKNOWN.wireName(),
                    "The server stopped during this call. Whether it took effect is unknown; it was not repeated.");
        }
        return made(call, start, body);
    }

    /** The start and the question are one commit: a call without a question waits for nobody. */
    private ToolOutcome asked(
            ToolCall call, Payload.ToolCallStart start, Approval approval, ToolBody body)
            throws InterruptedException {
        Payload.ApprovalRequested question = events.asked(start, approval);
        if (Approvals.tooLarge(question)) {
            port.emit(List.of(start), List.of());
            return failed(
                    call,
                    start,
                    ErrorCode.APPROVAL_TOO_LARGE.wireName(),
                    "The arguments are longer than what a person can be shown ("
                            + Approval.MOST_ARGUMENT_BYTES
                            + " bytes).");
        }
        Optional<Journal.Asked> asked = approvals.ask(start, question);
        if (asked.isEmpty()) {
            port.emit(List.of(start), List.of());
            return failed(
                    call,
                    start,
                    ErrorCode.APPROVAL_LIMIT.wireName(),
                    Approval.MOST_OPEN + " approvals are open already; answer them first.");
        }
        return decided(call, start, asked.get(), body);
    }

    /** Waits for the decision, and does as it says. */
    private ToolOutcome decided(
            ToolCall call, Payload.ToolCallStart start, Journal.Asked asked, ToolBody body)
            throws InterruptedException {
        Payload.ApprovalResolved decision = approvals.await(asked);
        if (decision.approved()) {
            port.emit(List.of(events.bodyBegins(start)), List.of());
            return made(call, start, body);
        }
        return decision.by().equals(Payload.ApprovalResolved.EXPIRY)
                ? failed(
                        call,
                        start,
                        ErrorCode.APPROVAL_EXPIRED.wireName(),
                        "Nobody decided in time; it was not done.")
                : failed(
                        call,
                        start,
                        ErrorCode.APPROVAL_DENIED.wireName(),
                        "Denied by "
                                + decision.by()
                                + (decision.note() == null ? "." : ": " + decision.note()));
    }

    private ToolOutcome made(ToolCall call, Payload.ToolCallStart start, ToolBody body)
            throws InterruptedException {
        Duration limit = call.timeout() == null ? limits.toolTimeout() : call.timeout();
        steps.open(call.key(), start.id());
        // The pause that --pace asks for, where a watcher sees the call at work; not a wait.
        Thread.sleep(limits.pace());
        return switch (BoundedCall.run(body, limit, start.id())) {
            case BoundedCall.Ended.With ended -> done(call, start, ended.result());
            case BoundedCall.Ended.Failed ended ->
                    failed(
                            call,
                            start,
                            ended.failure().code(),
                            String.valueOf(ended.failure().getMessage()));
        };
    }

    private ToolOutcome done(ToolCall call, Payload.ToolCallStart start, ToolResult found) {
        ToolResult result = withSteps(found, steps.close(call.key()));
        Attachment whole = StoredResult.attachment(start.id(), call.agent(), call.query(), result);
        port.emit(List.of(events.done(call, start, result)), List.of(whole));
        return new ToolOutcome.Done(start.id(), result);
    }

    /** A result that names no steps of its own has those that were made. */
    private static ToolResult withSteps(ToolResult result, List<SubStep> made) {
        return result.subSteps().isEmpty()
                ? new ToolResult(
                        result.response(),
                        result.visualizations(),
                        made,
                        result.action(),
                        result.data())
                : result;
    }

    private ToolOutcome failed(
            ToolCall call, Payload.ToolCallStart start, String code, String message) {
        List<SubStep> made = steps.close(call.key());
        port.emit(List.of(events.failed(call, start, made, code, message)), List.of());
        return new ToolOutcome.Failed(start.id(), code, message);
    }
}
