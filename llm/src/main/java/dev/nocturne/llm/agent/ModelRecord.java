package dev.nocturne.llm.agent;

import dev.nocturne.core.Text;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.Usage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the event {@code model.response}: all of a model's answer that a resumed run needs. */
final class ModelRecord {
    static final String RESPONSE = "model.response";
    static final String REQUEST = "model.request";

    /** The field that says that the text was sent to the user; its name is part of the protocol. */
    static final String SHOWN = "told";

    /** Characters of a model's reasoning that are kept, for people. */
    private static final int REASONING_CHARS = 4_000;

    private ModelRecord() {}

    /** {@code shown}: whether the text was sent to the user while the model wrote it. */
    static ObjectNode write(
            String agent,
            ModelIdentity model,
            ModelAnswer answer,
            double cost,
            String duration,
            boolean shown) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("agent", agent);
        data.put("provider", model.provider());
        data.put("model", model.model());
        data.put("text", answer.text());
        if (!answer.reasoning().isEmpty()) {
            data.put("reasoning", Text.cut(answer.reasoning(), REASONING_CHARS));
        }
        ArrayNode calls = data.putArray("tool_calls");
        answer.calls()
                .forEach(c ->
                        calls.addObject()
                                .put("id", c.id())
                                .put("name", c.name())
                                .put("arguments", c.arguments()));
        data.put("finish_reason", answer.finish().wireName());
        data.set("usage", usage(answer.usage()));
        if (!Double.isNaN(cost)) {
            data.put("cost", cost);
        }
        data.put("duration", duration);
        if (shown) {
            data.put(SHOWN, true);
        }
        return data;
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("input", usage.input()).put("output", usage.output());
        if (usage.cached() > 0) {
            json.put("cached", usage.cached());
        }
        return json;
    }
}
