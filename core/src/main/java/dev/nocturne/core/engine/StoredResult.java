package dev.nocturne.core.engine;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.Visualization;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.run.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The full result of a tool call or step, in the form in which it is stored and served. */
public record StoredResult(
        String id,
        String agent,
        String query,
        String response,
        @Nullable List<Visualization> visualizations,
        @Nullable List<SubStep> subSteps,
        @Nullable JsonNode action,
        @Nullable JsonNode data) {

    static Attachment attachment(String id, String agent, String query, ToolResult result) {
        StoredResult stored =
                new StoredResult(
                        id,
                        agent,
                        query,
                        result.response(),
                        result.visualizations(),
                        result.subSteps(),
                        result.action(),
                        result.data());
        return new Attachment(id, EventCodec.JSON.writeValueAsString(stored));
    }

    /** Reads what was stored. */
    public static ToolResult result(String json) {
        StoredResult stored = EventCodec.JSON.readValue(json, StoredResult.class);
        return new ToolResult(
                stored.response(),
                stored.visualizations() == null ? List.of() : stored.visualizations(),
                stored.subSteps() == null ? List.of() : stored.subSteps(),
                stored.action(),
                stored.data());
    }
}
