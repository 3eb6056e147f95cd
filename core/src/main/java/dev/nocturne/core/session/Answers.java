package dev.nocturne.core.session;

import dev.nocturne.core.log.PageKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The responses of {@link Sessions}. Their component names in snake case are the field names of the
 * contract.
 */
public final class Answers {
    private Answers() {}

    public record Created(String sessionId, String status) {}

    /** {@code eventOffset} is the length of the log before the new {@code user_message}. */
    public record Asked(String status, int turn, long eventOffset) {}

    public record Cancelling(String status, @Nullable String message) {}

    public record Saved(String saved) {}

    public record Posted(long lastSeq, boolean cancelRequested) {}

    public record Resolved(String approvalId, String decision) {}

    public record Deleted(String deleted) {}

    public record Listed(List<SessionSummary> sessions, @Nullable PageKey next) {}

    /** {@code alertText} is the alert's first 100 characters. */
    public record SessionSummary(
            String id,
            String environment,
            String alertText,
            String status,
            int stepCount,
            int turnCount,
            Instant createdAt,
            Instant updatedAt,
            String orchestrator,
            @Nullable String verdict,
            @Nullable String rootCause,
            boolean saved,
            boolean awaitingApproval) {}
}
