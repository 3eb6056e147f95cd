package dev.nocturne.core.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a decoded payload has all fields that its readers rely on, because Jackson leaves
 * missing ones null.
 */
final class RequiredFields {
    private static final Set<String> STEP_STATUSES =
            Set.of(
                    Payload.ToolCallProgress.RUNNING,
                    Payload.ToolCallProgress.DONE,
                    Payload.ToolCallProgress.FAILED);

    private static final Set<String> DECISIONS =
            Set.of(Payload.ApprovalResolved.APPROVE, Payload.ApprovalResolved.DENY);

    private RequiredFields() {}

    static boolean present(Payload payload) {
        return switch (payload) {
            case Payload.UserMessage p -> all(p.text());
            case Payload.RunStart p -> all(p.runId(), p.alert(), p.timestamp());
            case Payload.SessionCreated p -> all(p.threadId());
            case Payload.ToolCallStart p -> all(p.id(), p.agent(), p.query());
            case Payload.ToolCallComplete p -> all(p.id(), p.agent(), p.response());
            case Payload.ToolCallProgress p ->
                    all(p.id(), p.agent(), p.query(), p.status())
                            && p.index() >= 0
                            && STEP_STATUSES.contains(p.status());
            case Payload.ApprovalRequested p ->
                    all(p.id(), p.call(), p.tool(), p.arguments(), p.expiresAt());
            case Payload.ApprovalResolved p ->
                    all(p.id(), p.decision(), p.by()) && DECISIONS.contains(p.decision());
            case Payload.MessageStart p -> all(p.id());
            case Payload.MessageDelta p -> all(p.id(), p.text());
            case Payload.MessageComplete p -> all(p.id(), p.text());
            case Payload.RunComplete p -> all(p.time());
            case Payload.RunError p -> all(p.message());
            case Payload.StatusNote p -> all(p.message());
            case Payload.Custom p -> true;
        };
    }

    private static boolean all(@Nullable Object... fields) {
        for (Object field : fields) {
            if (field == null) {
                return false;
            }
        }
        return true;
    }
}
