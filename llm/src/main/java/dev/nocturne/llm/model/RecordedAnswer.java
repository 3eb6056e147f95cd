package dev.nocturne.llm.model;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads model answers from {@code model.response} events. */
public final class RecordedAnswer {
    private RecordedAnswer() {}

    /** Reads an answer; missing fields become empty or zero. */
    public static ModelAnswer read(JsonNode data) {
        List<ToolRequest> calls = new ArrayList<>();
        for (JsonNode call : data.path("tool_calls")) {
            calls.add(
                    new ToolRequest(
                            call.path("id").asString(""),
                            call.path("name").asString(""),
                            call.path("arguments").asString("")));
        }
        JsonNode usage = data.path("usage");
        return new ModelAnswer(
                data.path("text").asString(""),
                data.path("reasoning").asString(""),
                calls,
                FinishReason.of(data.path("finish_reason").asString("")),
                new Usage(
                        usage.path("input").asLong(0),
                        usage.path("output").asLong(0),
                        usage.path("cached").asLong(0)));
    }
}
