package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A command to a session's writer. Each may be refused. */
sealed interface SessionCommand {
    /** Starts the session with its first turn. */
    record Begin(
            String owner,
            String environment,
            String orchestrator,
            String alert,
            String runId,
            String threadId)
            implements SessionCommand {}

    /** Starts a follow-up turn. */
    record Ask(String text, String runId, String threadId) implements SessionCommand {}

    /** Ends the running turn at once. */
    record Cancel() implements SessionCommand {}

    /**
     * Appends events of a run in this process. {@code attempt} is how often the turn had been
     * resumed when the run began.
     */
    record Emit(String runId, int attempt, List<Payload> events) implements SessionCommand {}

    /** Appends events of an external agent. */
    record Post(List<ExternalEvent> events, OptionalLong expectedSeq) implements SessionCommand {}

    /**
     * Ends the turn, because its run has returned.
     *
     * @param took how long the turn took by the monotonic clock, or null if it began in another
     *     process
     */
    record Finish(String runId, int attempt, RunEnd end, @Nullable Duration took)
            implements SessionCommand {}

    /** Ends the turn, because a time limit was exceeded. */
    record Expire(String runId, ErrorCode code, String message) implements SessionCommand {}

    /** Decides an approval. The decision is a person's, or with a null {@code owner} its expiry. */
    record Resolve(
            String approvalId,
            ApprovalDecision decision,
            @Nullable String owner,
            @Nullable String note)
            implements SessionCommand {}

    /**
     * Resumes a turn whose run was cut off, unless that has failed too often.
     *
     * @param runId the run that was cut off; a later run is not changed
     * @param mostStops crashes without progress between them after which the turn is resumed
     */
    record Resume(String runId, StopCause cause, int mostStops) implements SessionCommand {}

    /** How a run in this process ended. */
    sealed interface RunEnd {
        record Succeeded(RunSummary summary) implements RunEnd {}

        record Failed(String code, String message, boolean recoverable) implements RunEnd {}
    }
}
