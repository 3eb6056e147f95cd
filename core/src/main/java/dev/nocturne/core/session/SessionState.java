package dev.nocturne.core.session;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of a session, computed from its log. Its size is bounded, whatever the log's length.
 * The unbounded rest (steps, texts) is in {@link SessionDetail} and is read from the log on demand.
 *
 * @param seq the seq of the last event; 0 for a session that has none
 * @param turn the turn of the last event; -1 before the first
 * @param turnStart seq of the current turn's {@code user_message}
 * @param settled the longest prefix of the log that leaves no tool call and no answer open
 * @param stepCount finished tool calls of all turns
 * @param turnSteps tool calls begun in this turn
 * @param runId of the current or last run
 * @param cancelling whether a cancel was accepted and the turn has not ended yet
 * @param resumes how often this turn was resumed, for any reason
 * @param openCalls open tool calls by their id
 * @param approvals approvals that wait for a decision, oldest first, at most {@link
 *     dev.nocturne.core.run.Approval#MOST_OPEN}
 * @param waitingSince since when at least one approval is open; null if none is
 * @param waited how long at least one approval was open earlier in this turn
 * @param stops how often the run was cut off in ways that the turn may have caused
 * @param answer the answer being written, or null
 * @param verdict of the last {@code diagnosis} event, for lists
 * @param rootCause of the last {@code diagnosis} event, for lists
 * @param latest where the log has the last answer and the last ends of runs
 */
public record SessionState(
        SessionId id,
        long seq,
        int turn,
        long turnStart,
        long settled,
        Status status,
        String owner,
        @JsonAlias("scenario") String environment,
        String orchestrator,
        String alertHead,
        Instant createdAt,
        Instant updatedAt,
        Instant turnStartedAt,
        int stepCount,
        int turnSteps,
        @Nullable String runId,
        @Nullable String threadId,
        boolean cancelling,
        int resumes,
        Stops stops,
        Map<String, OpenCall> openCalls,
        List<OpenApproval> approvals,
        @Nullable Instant waitingSince,
        Duration waited,
        @Nullable OpenAnswer answer,
        @Nullable String verdict,
        @Nullable String rootCause,
        Latest latest) {
    /**
     * The most characters of the alert in the state, for the search in lists. The full text is in
     * the log.
     */
    public static final int HEAD_CHARS = 600;

    /** An open tool call. */
    public record OpenCall(
            int step, String agent, String query, Instant since, boolean sideEffect) {}

    /** An open answer with its text so far. */
    public record OpenAnswer(String id, GrowingText text) {}

    public SessionState {
        openCalls = Map.copyOf(openCalls);
        // Checkpoints of earlier versions lack these.
        approvals = approvals == null ? List.of() : List.copyOf(approvals);
        waited = waited == null ? Duration.ZERO : waited;
        stops = stops == null ? Stops.NONE : stops;
        latest = latest == null ? Latest.UNKNOWN : latest;
    }

    /** A session that has no event yet. */
    public static SessionState empty(SessionId id) {
        return new SessionState(
                id,
                0,
                -1,
                0,
                0,
                Status.PENDING,
                "",
                "",
                "",
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                null,
                null,
                false,
                0,
                Stops.NONE,
                Map.of(),
                List.of(),
                null,
                Duration.ZERO,
                null,
                null,
                null,
                Latest.NONE);
    }

    /** Whether this run is the current one and its turn is running. */
    public boolean runs(String run) {
        return status.isRunning() && run.equals(runId);
    }

    /**
     * Whether this attempt at this run is the current one. After a resume, earlier attempts have no
     * effect.
     */
    public boolean runs(String run, int attempt) {
        return runs(run) && attempt == resumes;
    }

    /** How long this turn has waited for approvals until now. */
    public Duration waited(Instant now) {
        if (waitingSince == null) {
            return waited;
        }
        Duration since = Duration.between(waitingSince, now);
        return since.isNegative() ? waited : waited.plus(since);
    }

    /** Whether the turn only waits for approvals. */
    public boolean onlyWaits() {
        Set<String> asking = approvals.stream().map(OpenApproval::call).collect(Collectors.toSet());
        return !approvals.isEmpty() && answer == null && asking.containsAll(openCalls.keySet());
    }

    /** Whether an external agent does the work. */
    public boolean external() {
        return orchestrator.equals(EXTERNAL);
    }

    /** The orchestrator name of sessions whose agent runs elsewhere. */
    public static final String EXTERNAL = "external";
}
