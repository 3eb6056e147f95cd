package dev.nocturne.core.session;

import dev.nocturne.core.Text;
import dev.nocturne.core.log.SessionHead;

/** What lists show of a session. */
final class Summaries {
    /** Characters of the alert (contract). */
    private static final int ALERT_CHARS = 100;

    private Summaries() {}

    static Answers.SessionSummary of(SessionHead head) {
        SessionState state = StoredState.decode(head.checkpoint());
        return new Answers.SessionSummary(
                state.id().value(),
                state.scenario(),
                Text.cut(state.alertHead(), ALERT_CHARS),
                state.status().wireName(),
                state.stepCount(),
                state.turn(),
                state.createdAt(),
                state.updatedAt(),
                state.orchestrator(),
                state.verdict(),
                state.rootCause(),
                head.saved(),
                !state.approvals().isEmpty());
    }
}
