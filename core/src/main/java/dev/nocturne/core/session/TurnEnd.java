package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.WireText;
import dev.nocturne.core.session.SessionState.OpenCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Creates the facts that end a turn: they complete open calls, close the answer and add exactly one
 * last event.
 */
final class TurnEnd {
    private static final String CANCELLED = "The investigation was cancelled.";

    private TurnEnd() {}

    /**
     * {@code took} is the measured duration of the turn; if null, the difference of its timestamps
     * is used.
     */
    static List<Fact> succeed(
            SessionState state, @Nullable JsonNode tokens, @Nullable Duration took, Instant now) {
        List<Fact> facts =
                closeOpen(
                        state,
                        ErrorCode.TOOL_FAILED.wireName(),
                        "The run ended before this call.",
                        now);
        facts.add(
                Fact.of(
                        new Payload.RunComplete(
                                state.turnSteps(),
                                took == null
                                        ? WireText.seconds(state.turnStartedAt(), now)
                                        : WireText.seconds(took),
                                tokens)));
        return facts;
    }

    static List<Fact> fail(
            SessionState state, String code, String message, boolean recoverable, Instant now) {
        List<Fact> facts = closeOpen(state, code, message, now);
        facts.add(Fact.of(new Payload.RunError(message, code, recoverable)));
        return facts;
    }

    static List<Fact> cancel(SessionState state, Instant now) {
        return fail(state, ErrorCode.CANCELLED.wireName(), CANCELLED, true, now);
    }

    /** The facts that complete open calls and the open answer. */
    static List<Fact> closeOpen(SessionState state, String code, String message, Instant now) {
        List<Fact> facts = new ArrayList<>();
        for (OpenApproval open : state.approvals()) {
            facts.add(
                    Fact.of(
                            new Payload.ApprovalResolved(
                                    open.id(),
                                    Payload.ApprovalResolved.DENY,
                                    Payload.ApprovalResolved.TURN_END,
                                    null,
                                    now)));
        }
        state.openCalls().entrySet().stream()
                .sorted(
                        Comparator.comparingInt(
                                        (Map.Entry<String, OpenCall> e) -> e.getValue().step())
                                .thenComparing(Map.Entry::getKey))
                .forEach(e ->
                        facts.add(Fact.of(failure(e.getKey(), e.getValue(), code, message, now))));
        if (state.answer() != null) {
            facts.add(
                    Fact.of(
                            new Payload.MessageComplete(
                                    state.answer().id(), state.answer().text().toString())));
        }
        return facts;
    }

    private static Payload.ToolCallComplete failure(
            String id, OpenCall call, String code, String message, Instant now) {
        return new Payload.ToolCallComplete(
                id,
                call.step(),
                call.agent(),
                WireText.seconds(call.since(), now),
                call.query(),
                WireText.failed(code, message),
                now,
                true,
                null,
                null,
                null,
                null,
                null);
    }
}
