package dev.nocturne.llm.lead;

import dev.nocturne.core.run.ToolFailure;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Drafts dispatch orders for the field engineers of a pack. Does not send them. */
public interface FieldDispatch {
    /**
     * A drafted order.
     *
     * @param words text for the answer: who should go where, and that nothing was sent
     * @param action the {@code action} object of the contract, without its time
     */
    record Order(String words, ObjectNode action) {}

    /** Whether the pack has field engineers. */
    boolean possible(String environment);

    /**
     * Chooses the engineer for a place.
     *
     * @param entity the entity to go to
     * @param urgency {@code CRITICAL}, {@code HIGH} or {@code STANDARD}
     * @param summary the model's description of the work
     * @return empty if no engineer is suitable, or the location of the entity is unknown
     */
    Optional<Order> plan(
            String environment, String alert, String entity, String urgency, String summary)
            throws ToolFailure, InterruptedException;
}
