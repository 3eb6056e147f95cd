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
 * The facts that end a turn well-formed: open calls completed, the answer closed, exactly one last
 * event.
 */
final class TurnEnd {
    private static final String CANCELLED = "The investigation was cancelled.";

    private TurnEnd() {}

    /** {@code took}: how long the turn took, where that was measured; else its times tell. */
    static List<Fact> succeeded(
            SessionState state, @Nullable JsonNode tokens, @Nullable Duration took, Instant now) {
        List<Fact> facts =
                closing(
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

    static List<Fact> failed(
            SessionState state, String code, String message, boolean recoverable, Instant now) {
        List<Fact> facts = closing(state, code, message, now);
        facts.add(Fact.of(new Payload.RunError(message, code, recoverable)));
        return facts;
    }

    static List<Fact> cancelled(SessionState state, Instant now) {
        return failed(state, ErrorCode.CANCELLED.wireName(), CANCELLED, true, now);
    }

    /** What is half done, completed. */
    static List<Fact> closing(SessionState state, String code, String message, Instant now) {
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
