package dev.nocturne.core.run;

import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.Visualization;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The full result of a tool call, which is stored beside the log. The call's event carries as much
 * of it as its size limit allows.
 *
 * @param response the finding in words (Markdown)
 * @param action for a call that did something: the {@code action} object of the contract
 * @param data data that the orchestrator needs again in a resumed run
 */
public record ToolResult(
        String response,
        List<Visualization> visualizations,
        List<SubStep> subSteps,
        @Nullable JsonNode action,
        @Nullable JsonNode data) {
    public ToolResult {
        visualizations = List.copyOf(visualizations);
        subSteps = List.copyOf(subSteps);
    }

    public ToolResult(String response, List<Visualization> visualizations, List<SubStep> subSteps) {
        this(response, visualizations, subSteps, null, null);
    }

    public static ToolResult text(String response) {
        return new ToolResult(response, List.of(), List.of());
    }
}
