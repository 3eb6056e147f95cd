package dev.nocturne.core.status;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import java.util.Optional;

/** The causes of changes of status. Each follows from one event. */
public enum Trigger {
    TURN_BEGINS,
    TURN_SUCCEEDS,
    TURN_FAILS,
    TURN_CANCELLED;

    /** The trigger that follows from an event, if any. */
    public static Optional<Trigger> of(Payload payload) {
        return switch (payload) {
            case Payload.UserMessage m -> Optional.of(TURN_BEGINS);
            case Payload.RunComplete c -> Optional.of(TURN_SUCCEEDS);
            case Payload.RunError e ->
                    Optional.of(
                            ErrorCode.CANCELLED.wireName().equals(e.code())
                                    ? TURN_CANCELLED
                                    : TURN_FAILS);
            case Payload.RunStart s -> Optional.empty();
            case Payload.SessionCreated s -> Optional.empty();
            case Payload.ToolCallStart s -> Optional.empty();
            case Payload.ToolCallComplete c -> Optional.empty();
            case Payload.ToolCallProgress p -> Optional.empty();
            case Payload.ApprovalRequested a -> Optional.empty();
            case Payload.ApprovalResolved a -> Optional.empty();
            case Payload.MessageStart s -> Optional.empty();
            case Payload.MessageDelta d -> Optional.empty();
            case Payload.MessageComplete c -> Optional.empty();
            case Payload.StatusNote n -> Optional.empty();
            case Payload.Custom c -> Optional.empty();
        };
    }

    /** Whether the trigger ends a turn. */
    public boolean endsTurn() {
        return this != TURN_BEGINS;
    }
}
