package dev.nocturne.llm.lead;

import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.model.ModelSource;
import java.time.InstantSource;
import java.util.List;

/**
 * What every turn works with.
 *
 * @param external tools from outside, for the agents they are given to
 */
public record Desk(
        ModelSource models,
        FieldDispatch dispatch,
        ApprovalPolicy approvals,
        External external,
        InstantSource clock) {
    /** Tools that are not the pack's. */
    @FunctionalInterface
    public interface External {
        List<Tool> of(String agent);
    }
}
