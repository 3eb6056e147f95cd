package dev.nocturne.core.session;

import dev.nocturne.core.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a session's writer needs to know of its log: bounded, whatever the log's length. The
 * unbounded rest (steps, texts) is in {@link SessionDetail}, read from the log when asked for.
 *
 * @param seq of the last event folded; 0 for a session not begun
 * @param turn of the last event, -1 before the first
 * @param turnStart seq of the current turn's {@code user_message}
 * @param settled the longest prefix of the log in which no tool call and no answer is half done
 * @param stepCount finished tool calls of all turns
 * @param turnSteps tool calls begun in this turn
 * @param runId of the current or last run
 * @param cancelling whether a cancel was accepted and the turn has not ended yet
 * @param resumes how often this turn was resumed, whatever its run was cut off by
 * @param openCalls tool calls begun and not ended, by call id
 * @param approvals approvals that wait for a decision, oldest first, at most {@link
 *     dev.nocturne.core.run.Approval#MOST_OPEN}
 * @param waitingSince since when at least one approval is open; null when none is
 * @param waited how long earlier in this turn at least one was
 * @param stops how often the run was cut off, as far as the turn may be to blame
 * @param answer the answer being written, or null
 * @param verdict of the last {@code diagnosis} event, for lists
 * @param rootCause of the last {@code diagnosis} event, for lists
 */
public record SessionState(
        SessionId id,
        long seq,
        int turn,
        long turnStart,
        long settled,
        Status status,
        String owner,
        String scenario,
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
        @Nullable String rootCause) {
    /** Characters of the alert kept at hand: what lists search in; the whole text is in the log. */
    public static final int HEAD_CHARS = 600;

    /** A tool call begun and not ended. */
    public record OpenCall(
            int step, String agent, String query, Instant since, boolean sideEffect) {}

    /** An answer begun and not ended, with its text so far. */
    public record OpenAnswer(String id, GrowingText text) {}

    public SessionState {
        openCalls = Map.copyOf(openCalls);
        // Checkpoints of earlier versions lack these.
        approvals = approvals == null ? List.of() : List.copyOf(approvals);
        waited = waited == null ? Duration.ZERO : waited;
        stops = stops == null ? Stops.NONE : stops;
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
                null);
    }

    /** Whether this run is the one at work. */
    public boolean runs(String run) {
        return status.running() && run.equals(runId);
    }

    /**
     * Whether this attempt at this run is the one at work: an attempt that was taken up again has
     * no say any more.
     */
    public boolean runs(String run, int attempt) {
        return runs(run) && attempt == resumes;
    }

    /** How long this turn has waited for people until now. */
    public Duration waited(Instant now) {
        if (waitingSince == null) {
            return waited;
        }
        Duration since = Duration.between(waitingSince, now);
        return since.isNegative() ? waited : waited.plus(since);
    }

    /** Whether nothing goes on in the turn but waiting for approvals. */
    public boolean onlyWaits() {
        Set<String> asking = approvals.stream().map(OpenApproval::call).collect(Collectors.toSet());
        return !approvals.isEmpty() && answer == null && asking.containsAll(openCalls.keySet());
    }

    /** Whether an agent elsewhere does the work. */
    public boolean external() {
        return orchestrator.equals(EXTERNAL);
    }

    /** The orchestrator name of sessions whose agent runs elsewhere. */
    public static final String EXTERNAL = "external";
}
