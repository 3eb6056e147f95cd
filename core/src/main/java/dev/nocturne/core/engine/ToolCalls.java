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

/** Makes the tool calls of a run, using what earlier attempts recorded. */
final class ToolCalls {
    private final RunPort port;
    private final RunLimits limits;
    private final CallEvents events;
    private final Journal journal;
    private final Steps steps;
    private final Approvals approvals;
    private final Supplier<String> reasoning;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();

    /**
     * {@code reasoning} supplies the reasoning in the open answer, as the reason for the next call.
     */
    ToolCalls(
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
            throw new IllegalStateException(
                    "the key " + call.key() + " was used for two tool calls");
        }
        Optional<Journal.Recorded> recorded = journal.call(call.key());
        if (recorded.isPresent() && recorded.get().end() != null) {
            return replay(recorded.get().end());
        }
        if (made.incrementAndGet() > limits.toolCalls()) {
            return new ToolOutcome.Failed(
                    "",
                    ErrorCode.TOOL_LIMIT.wireName(),
                    "The turn has reached its limit of " + limits.toolCalls() + " tool calls.");
        }
        if (recorded.isPresent()) {
            return resume(call, recorded.get().start(), body);
        }
        Payload.ToolCallStart start =
                events.start(call, call.reasoning() != null ? call.reasoning() : reasoning.get());
        if (call.approval() != null) {
            return requestApproval(call, start, call.approval(), body);
        }
        port.emit(List.of(start), List.of());
        return execute(call, start, body);
    }

    private ToolOutcome replay(Payload.ToolCallComplete end) {
        if (Boolean.TRUE.equals(end.error())) {
            return FailureText.parse(end.id(), end.response());
        }
        ToolResult result =
                port.attachment(end.id())
                        .map(StoredResult::result)
                        .orElseGet(() -> ToolResult.text(end.response()));
        return new ToolOutcome.Done(end.id(), result);
    }

    /** Continues a call that was cut off. It is repeated unless it has side effects. */
    private ToolOutcome resume(ToolCall call, Payload.ToolCallStart start, ToolBody body)
            throws InterruptedException {
        Optional<Journal.Asked> awaited = journal.openApproval(start.id());
        if (awaited.isPresent()) {
            return followDecision(call, start, awaited.get(), body);
        }
        if (call.sideEffect() || Boolean.TRUE.equals(start.sideEffect())) {
            return fail(
                    call,
                    start,
                    ErrorCode.OUTCOME_UNKNOWN.wireName(),
                    "The server stopped during this call. Whether it took effect is unknown; it was not repeated.");
        }
        return execute(call, start, body);
    }

    /**
     * Begins a call that needs an approval. Its start and its request are one commit, so that there
     * is no such call without a request.
     */
    private ToolOutcome requestApproval(
            ToolCall call, Payload.ToolCallStart start, Approval approval, ToolBody body)
            throws InterruptedException {
        Payload.ApprovalRequested question = events.requestApproval(start, approval);
        if (Approvals.tooLarge(question)) {
            port.emit(List.of(start), List.of());
            return fail(
                    call,
                    start,
                    ErrorCode.APPROVAL_TOO_LARGE.wireName(),
                    "The arguments are too long to be shown for approval (the limit is "
                            + Approval.MOST_ARGUMENT_BYTES
                            + " bytes).");
        }
        Optional<Journal.Asked> asked = approvals.ask(start, question);
        if (asked.isEmpty()) {
            port.emit(List.of(start), List.of());
            return fail(
                    call,
                    start,
                    ErrorCode.APPROVAL_LIMIT.wireName(),
                    Approval.MOST_OPEN + " approvals are open already; answer them first.");
        }
        return followDecision(call, start, asked.get(), body);
    }

    /** Waits for the decision and follows it. */
    private ToolOutcome followDecision(
            ToolCall call, Payload.ToolCallStart start, Journal.Asked asked, ToolBody body)
            throws InterruptedException {
        Payload.ApprovalResolved decision = approvals.await(asked);
        if (decision.approved()) {
            port.emit(List.of(events.bodyBegins(start)), List.of());
            return execute(call, start, body);
        }
        return decision.by().equals(Payload.ApprovalResolved.EXPIRY)
                ? fail(
                        call,
                        start,
                        ErrorCode.APPROVAL_EXPIRED.wireName(),
                        "The approval expired without a decision; the call was not executed.")
                : fail(
                        call,
                        start,
                        ErrorCode.APPROVAL_DENIED.wireName(),
                        "Denied by "
                                + decision.by()
                                + (decision.note() == null ? "." : ": " + decision.note()));
    }

    private ToolOutcome execute(ToolCall call, Payload.ToolCallStart start, ToolBody body)
            throws InterruptedException {
        Duration limit = call.timeout() == null ? limits.toolTimeout() : call.timeout();
        steps.open(call.key(), start.id());
        // A pause for demonstrations (--pace), in which the call is visible as running.
        Thread.sleep(limits.pace());
        return switch (BoundedCall.run(body, limit, start.id())) {
            case BoundedCall.Ended.With ended -> complete(call, start, ended.result());
            case BoundedCall.Ended.Failed ended ->
                    fail(
                            call,
                            start,
                            ended.failure().code(),
                            String.valueOf(ended.failure().getMessage()));
        };
    }

    private ToolOutcome complete(ToolCall call, Payload.ToolCallStart start, ToolResult found) {
        ToolResult result = withSteps(found, steps.close(call.key()));
        Attachment whole = StoredResult.attachment(start.id(), call.agent(), call.query(), result);
        port.emit(List.of(events.complete(call, start, result)), List.of(whole));
        return new ToolOutcome.Done(start.id(), result);
    }

    /** The result with the steps that were made, unless it names steps itself. */
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

    private ToolOutcome fail(
            ToolCall call, Payload.ToolCallStart start, String code, String message) {
        List<SubStep> made = steps.close(call.key());
        port.emit(List.of(events.fail(call, start, made, code, message)), List.of());
        return new ToolOutcome.Failed(start.id(), code, message);
    }
}
