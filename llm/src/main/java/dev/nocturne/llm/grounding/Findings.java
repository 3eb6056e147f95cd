package dev.nocturne.llm.grounding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The built-in investigator's findings on an alert, computed from the data without a model.
 *
 * @param diagnosis in the shape of the {@code diagnosis} event, without evidence
 * @param report the same as text (Markdown)
 * @param asOf the time of the incident
 */
public record Findings(ObjectNode diagnosis, String report, Instant asOf) {
    String verdict() {
        return diagnosis.path("verdict").asString("");
    }

    /** The likely causes, the most likely first. */
    List<String> causes() {
        return entities("root_causes");
    }

    List<String> affected() {
        return entities("affected");
    }

    private List<String> entities(String field) {
        List<String> ids = new ArrayList<>();
        for (JsonNode one : diagnosis.path(field)) {
            ids.add(one.path("entity").asString(""));
        }
        return ids;
    }
}
