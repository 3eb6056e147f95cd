package dev.nocturne.llm.agent;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the JSON schema that describes a tool's arguments to a model. */
public final class Parameters {
    private final ObjectNode schema = JsonNodeFactory.instance.objectNode();
    private final ObjectNode properties;

    public Parameters() {
        schema.put("type", "object");
        properties = schema.putObject("properties");
        schema.putArray("required");
        schema.put("additionalProperties", false);
    }

    public Parameters text(String name, String description) {
        return add(name, "string", description, true);
    }

    public Parameters optionalText(String name, String description) {
        return add(name, "string", description, false);
    }

    public Parameters optionalNumber(String name, String description) {
        return add(name, "integer", description, false);
    }

    /** One of a few words. */
    public Parameters choice(String name, String description, boolean required, String... words) {
        add(name, "string", description, required);
        for (String word : words) {
            properties.withObjectProperty(name).withArrayProperty("enum").add(word);
        }
        return this;
    }

    /** A list of texts. */
    public Parameters optionalTexts(String name, String description) {
        add(name, "array", description, false);
        properties.withObjectProperty(name).putObject("items").put("type", "string");
        return this;
    }

    /** A list of objects of that schema. */
    public Parameters objects(String name, String description, boolean required, Parameters items) {
        add(name, "array", description, required);
        properties.withObjectProperty(name).set("items", items.schema());
        return this;
    }

    private Parameters add(String name, String type, String description, boolean required) {
        properties.putObject(name).put("type", type).put("description", description);
        if (required) {
            schema.withArrayProperty("required").add(name);
        }
        return this;
    }

    public ObjectNode schema() {
        return schema;
    }
}
