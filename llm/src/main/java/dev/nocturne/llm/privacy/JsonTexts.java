package dev.nocturne.llm.privacy;

import dev.nocturne.llm.model.ModelFailure;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes the texts within a JSON document and escapes them correctly. */
final class JsonTexts {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A change of a text. */
    @FunctionalInterface
    interface Change {
        String apply(String text) throws ModelFailure, InterruptedException;
    }

    private JsonTexts() {}

    /**
     * Changes all texts of a document. A document that is not valid JSON is changed as plain text.
     */
    static String transform(String document, Change change)
            throws ModelFailure, InterruptedException {
        JsonNode before;
        try {
            before = JSON.readTree(document);
        } catch (JacksonException e) {
            // A model may write invalid JSON.
            return change.apply(document);
        }
        JsonNode after = transform(before, change);
        return after.equals(before) ? document : JSON.writeValueAsString(after);
    }

    private static JsonNode transform(JsonNode node, Change change)
            throws ModelFailure, InterruptedException {
        if (node.isString()) {
            return JSON.getNodeFactory().stringNode(change.apply(node.asString()));
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            for (JsonNode element : node) {
                array.add(transform(element, change));
            }
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                object.set(change.apply(property.getKey()), transform(property.getValue(), change));
            }
            return object;
        }
        return node;
    }
}
