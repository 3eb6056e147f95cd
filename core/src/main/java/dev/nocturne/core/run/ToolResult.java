package dev.nocturne.core.run;

import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.Visualization;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a tool call found, uncut. The event that tells of it is cut to what fits on the wire; this
 * is stored beside the log whole.
 *
 * @param response the finding in words (Markdown)
 * @param action for a call that did something: the {@code action} object of the contract
 * @param data anything the orchestrator wants back on a resumed run
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
