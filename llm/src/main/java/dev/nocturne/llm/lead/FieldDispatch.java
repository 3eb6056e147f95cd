package dev.nocturne.llm.lead;

import dev.nocturne.core.run.ToolFailure;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Sends field engineers of a pack's roster; here that is an order on paper. */
public interface FieldDispatch {
    /**
     * An order.
     *
     * @param words for the answer: who goes where, and that this is on paper only
     * @param action the {@code action} object of the contract, without its time
     */
    record Order(String words, ObjectNode action) {}

    /** Whether the pack has somebody to send. */
    boolean possible(String scenario);

    /**
     * Chooses the engineer for a place; nothing is sent by that.
     *
     * @param entity where to go
     * @param urgency {@code CRITICAL}, {@code HIGH} or {@code STANDARD}
     * @param summary what to do there, from the model
     * @return nothing when nobody fits or the entity has no place
     */
    Optional<Order> plan(
            String scenario, String alert, String entity, String urgency, String summary)
            throws ToolFailure, InterruptedException;
}
