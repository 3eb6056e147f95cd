package dev.nocturne.investigator.gather;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A topology as JSON: its entities and its relations, without what kinds there could be. */
final class TopologyJson {
    private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

    private TopologyJson() {}

    static JsonNode write(Object found) {
        Topology topology = (Topology) found;
        ObjectNode node = PartJson.JSON.createObjectNode();
        ArrayNode entities = node.putArray("entities");
        for (Entity entity : topology.entities()) {
            ObjectNode one = entities.addObject();
            one.put("id", entity.id());
            one.put("label", entity.label());
            properties(one, entity.properties());
        }
        ArrayNode relations = node.putArray("relations");
        for (Relation relation : topology.relations()) {
            ObjectNode one = relations.addObject();
            one.put("label", relation.label());
            one.put("source", relation.source());
            one.put("target", relation.target());
            properties(one, relation.properties());
        }
        return node;
    }

    private static void properties(ObjectNode node, Map<String, Object> properties) {
        if (!properties.isEmpty()) {
            node.set("properties", PartJson.JSON.valueToTree(properties));
        }
    }

    static Topology read(JsonNode node) {
        List<Entity> entities = new ArrayList<>();
        for (JsonNode one : node.path("entities")) {
            entities.add(
                    new Entity(
                            one.path("id").asString(""),
                            one.path("label").asString(""),
                            properties(one)));
        }
        List<Relation> relations = new ArrayList<>();
        for (JsonNode one : node.path("relations")) {
            relations.add(
                    new Relation(
                            "r" + relations.size(),
                            one.path("label").asString(""),
                            one.path("source").asString(""),
                            one.path("target").asString(""),
                            properties(one)));
        }
        return Topology.of(new GraphSchema(List.of(), List.of()), entities, relations);
    }

    private static Map<String, Object> properties(JsonNode node) {
        JsonNode properties = node.path("properties");
        return properties.isMissingNode()
                ? Map.of()
                : PartJson.JSON.treeToValue(properties, PROPERTIES);
    }
}
