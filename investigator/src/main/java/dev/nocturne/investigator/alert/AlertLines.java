package dev.nocturne.investigator.alert;

import dev.nocturne.investigator.alert.AlertLine.Cell;
import dev.nocturne.investigator.time.TimeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An alert as lines. A JSON document, of whatever system, gives a line for each of its objects that
 * stands in an array, and one for the rest.
 */
final class AlertLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Objects within objects, and documents within texts, are followed so deep. */
    private static final int MAX_DEPTH = 12;

    private AlertLines() {}

    static List<AlertLine> of(String text) {
        Optional<JsonNode> whole = json(text);
        List<AlertLine> lines = new ArrayList<>();
        if (whole.isPresent()) {
            document(whole.get(), lines);
            return lines;
        }
        for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            json(line)
                    .ifPresentOrElse(
                            node -> document(node, lines), () -> lines.add(AlertLine.of(line)));
        }
        return lines;
    }

    private static Optional<JsonNode> json(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") && !trimmed.startsWith("[{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(trimmed));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static void document(JsonNode node, List<AlertLine> lines) {
        if (node.isArray()) {
            node.forEach(element -> object(element, List.of(), lines));
        } else {
            object(node, List.of(), lines);
        }
    }

    /** Adds a line for the object, or one for each object of its arrays that needs its fields. */
    private static void object(JsonNode node, List<Cell> outer, List<AlertLine> lines) {
        List<Cell> fields = new ArrayList<>();
        List<JsonNode> elements = new ArrayList<>();
        collect("", node, fields, elements, 0);
        boolean inherited = false;
        List<AlertLine> inner = new ArrayList<>();
        for (JsonNode element : elements) {
            List<Cell> own = new ArrayList<>();
            collect("", element, own, new ArrayList<>(), 0);
            boolean timed = TimeReader.isTimed(AlertLine.of(own).text());
            object(element, timed ? List.of() : fields, inner);
            inherited |= !timed;
        }
        if (!inherited || elements.isEmpty()) {
            List<Cell> all = new ArrayList<>(outer);
            all.addAll(fields);
            if (!all.isEmpty()) {
                lines.add(AlertLine.of(all));
            }
        }
        lines.addAll(inner);
    }

    /** The fields of an object at whatever depth; objects in arrays are left for later. */
    private static void collect(
            String key, JsonNode node, List<Cell> fields, List<JsonNode> elements, int depth) {
        if (depth > MAX_DEPTH || AlertWords.is("ignored", key.toLowerCase(Locale.ROOT))) {
            return;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                collect(field.getKey(), field.getValue(), fields, elements, depth + 1);
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                Optional<Cell> pair = pair(element);
                if (pair.isPresent()) {
                    fields.add(pair.get());
                } else if (element.isObject()) {
                    elements.add(element);
                } else {
                    collect(key, element, fields, elements, depth + 1);
                }
            }
        } else if (!node.isNull() && !node.asString().isBlank()) {
            String value = node.asString();
            Optional<JsonNode> nested = json(value);
            if (nested.isPresent()) {
                collect(key, nested.get(), fields, elements, depth + 1);
            } else {
                fields.add(new Cell(key, value.strip()));
            }
        }
    }

    /** An object of a name and a value, as the dimensions of an alarm are written. */
    private static Optional<Cell> pair(JsonNode node) {
        String name = "";
        String value = "";
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = field.getKey().toLowerCase(Locale.ROOT);
            boolean scalar = field.getValue().isValueNode();
            if (scalar && AlertWords.is("pair name", key)) {
                name = field.getValue().asString();
            } else if (scalar && AlertWords.is("pair value", key)) {
                value = field.getValue().asString();
            } else {
                return Optional.empty();
            }
        }
        return name.isEmpty() || value.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cell(name, value));
    }
}
