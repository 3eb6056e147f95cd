package dev.nocturne.investigator.alert;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An alert as lines: a JSON batch gives one line for each object in it. */
final class AlertLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AlertLines() {}

    static List<String> of(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
            try {
                List<String> lines = new ArrayList<>();
                collect(JSON.readTree(trimmed), lines);
                return lines;
            } catch (JacksonException notJson) {
                return plain(text);
            }
        }
        return plain(text);
    }

    private static List<String> plain(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static void collect(JsonNode node, List<String> lines) {
        StringBuilder line = new StringBuilder();
        List<JsonNode> nested = new ArrayList<>();
        for (JsonNode child : node) {
            if (child.isContainer()) {
                nested.add(child);
            } else {
                line.append(line.isEmpty() ? "" : " | ").append(child.asString());
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        nested.forEach(child -> collect(child, lines));
    }
}
