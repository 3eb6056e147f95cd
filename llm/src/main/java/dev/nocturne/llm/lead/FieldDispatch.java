package dev.nocturne.llm.lead;

import dev.nocturne.core.run.ToolFailure;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Drafts dispatch orders for the field engineers of a pack's roster; nothing is sent. */
public interface FieldDispatch {
    /**
     * An order.
     *
     * @param words for the answer: who should go where, and that nothing was sent
     * @param action the {@code action} object of the contract, without its time
     */
    record Order(String words, ObjectNode action) {}

    /** Whether the pack has field engineers. */
    boolean possible(String scenario);

    /**
     * Chooses the engineer for a place.
     *
     * @param entity where to go
     * @param urgency {@code CRITICAL}, {@code HIGH} or {@code STANDARD}
     * @param summary what to do there, from the model
     * @return empty when no engineer fits or the entity has no place
     */
    Optional<Order> plan(
            String scenario, String alert, String entity, String urgency, String summary)
            throws ToolFailure, InterruptedException;
}
