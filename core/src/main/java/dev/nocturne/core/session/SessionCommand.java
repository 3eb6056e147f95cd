package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a session's writer may be asked to do. Each may be refused. */
sealed interface SessionCommand {
    /** The session's first turn. */
    record Begin(
            String owner,
            String scenario,
            String orchestrator,
            String alert,
            String runId,
            String threadId)
            implements SessionCommand {}

    /** A follow-up turn. */
    record Ask(String text, String runId, String threadId) implements SessionCommand {}

    /** End the running turn at once. */
    record Cancel() implements SessionCommand {}

    /**
     * Events of a run of ours. {@code attempt}: how often the turn had been taken up again when the
     * run began.
     */
    record Emit(String runId, int attempt, List<Payload> events) implements SessionCommand {}

    /** Events of an agent elsewhere. */
    record Post(List<ExternalEvent> events, OptionalLong expectedSeq) implements SessionCommand {}

    /**
     * The run came to its end by itself.
     *
     * @param took how long the turn took by the monotonic clock, or null where it began in another
     *     process
     */
    record Finish(String runId, int attempt, RunEnd end, @Nullable Duration took)
            implements SessionCommand {}

    /** The turn's time is up, in one way or another. */
    record Expire(String runId, ErrorCode code, String message) implements SessionCommand {}

    /**
     * An approval is answered: by a person, or with {@code owner} null by the clock, as its time is
     * up.
     */
    record Resolve(
            String approvalId,
            ApprovalDecision decision,
            @Nullable String owner,
            @Nullable String note)
            implements SessionCommand {}

    /**
     * The run was cut off: resume the turn, unless that failed too often.
     *
     * @param runId of the run that was cut off; a later one is left alone
     * @param mostStops crashes without progress between them after which the turn is resumed
     */
    record Resume(String runId, StopCause cause, int mostStops) implements SessionCommand {}

    /** How a run of ours ended. */
    sealed interface RunEnd {
        record Succeeded(RunSummary summary) implements RunEnd {}

        record Failed(String code, String message, boolean recoverable) implements RunEnd {}
    }
}
