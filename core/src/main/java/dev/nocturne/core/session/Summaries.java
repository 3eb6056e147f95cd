package dev.nocturne.core.session;

import dev.nocturne.core.Text;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.status.Status;

/** Creates the rows of lists. */
final class Summaries {
    /** The most characters of the alert in a row (contract). */
    private static final int ALERT_CHARS = 100;

    private Summaries() {}

    static Answers.SessionSummary of(SessionHead head) {
        return of(StoredState.decode(head.checkpoint()), head.saved());
    }

    static Answers.SessionSummary of(SessionState state, boolean saved) {
        return new Answers.SessionSummary(
                state.id().value(),
                state.environment(),
                Text.cut(state.alertHead(), ALERT_CHARS),
                state.status().wireName(),
                state.stepCount(),
                state.turn(),
                state.createdAt(),
                state.updatedAt(),
                state.orchestrator(),
                state.verdict(),
                state.rootCause(),
                saved,
                !state.approvals().isEmpty());
    }

    /**
     * The row of a session that cannot be read: of the stored data it shows only the id and the
     * times.
     */
    static Answers.SessionSummary ofDamaged(SessionHead head) {
        Checkpoint stored = head.checkpoint();
        return new Answers.SessionSummary(
                stored.session().value(),
                stored.environment(),
                "This session is damaged; 'nocturne doctor' shows where.",
                Status.FAILED.wireName(),
                0,
                0,
                stored.createdAt(),
                stored.updatedAt(),
                "",
                null,
                null,
                head.saved(),
                false);
    }
}
