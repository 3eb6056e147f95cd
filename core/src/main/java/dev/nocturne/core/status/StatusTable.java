package dev.nocturne.core.status;

import java.util.List;
import java.util.Optional;

/** The legal changes of status, in one table that the fold and all decisions use. */
public final class StatusTable {
    /** One row: in {@code from}, {@code trigger} leads to {@code to}. */
    public record Move(Status from, Trigger trigger, Status to) {}

    public static final List<Move> MOVES =
            List.of(
                    new Move(Status.PENDING, Trigger.TURN_BEGINS, Status.IN_PROGRESS),
                    new Move(Status.IN_PROGRESS, Trigger.TURN_SUCCEEDS, Status.COMPLETED),
                    new Move(Status.IN_PROGRESS, Trigger.TURN_FAILS, Status.FAILED),
                    new Move(Status.IN_PROGRESS, Trigger.TURN_CANCELLED, Status.CANCELLED),
                    new Move(Status.COMPLETED, Trigger.TURN_BEGINS, Status.IN_PROGRESS),
                    new Move(Status.FAILED, Trigger.TURN_BEGINS, Status.IN_PROGRESS),
                    new Move(Status.CANCELLED, Trigger.TURN_BEGINS, Status.IN_PROGRESS));

    private StatusTable() {}

    /** The status to which the trigger leads; empty if the move is not legal. */
    public static Optional<Status> next(Status from, Trigger trigger) {
        return MOVES.stream()
                .filter(m -> m.from() == from && m.trigger() == trigger)
                .map(Move::to)
                .findFirst();
    }
}
