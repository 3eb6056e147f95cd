package dev.nocturne.investigator.recheck;

import dev.nocturne.core.event.EventCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares two diagnoses field by field, and two answers sentence by sentence. */
final class DiagnosisComparison {
    /** Fields by which the elements of a list are known. */
    private static final List<String> NAMES = List.of("entity", "id");

    private final List<Difference> found = new ArrayList<>();

    private DiagnosisComparison() {}

    static List<Difference> ofDiagnoses(JsonNode recorded, JsonNode now) {
        DiagnosisComparison comparison = new DiagnosisComparison();
        // Written and read once, a number has the same type on both sides.
        comparison.compare("", recorded, EventCodec.JSON.readTree(now.toString()));
        return comparison.found;
    }

    static List<Difference> ofAnswers(String recorded, String now) {
        List<String> before = new ArrayList<>(recorded.lines().toList());
        List<String> after = new ArrayList<>(now.lines().toList());
        if (before.equals(after)) {
            return List.of();
        }
        List<String> dropped = new ArrayList<>(before);
        after.forEach(dropped::remove);
        List<String> added = new ArrayList<>(after);
        before.forEach(added::remove);
        if (dropped.isEmpty() && added.isEmpty()) {
            return List.of(new Difference("order of the answer's sentences", recorded, now));
        }
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(dropped.size(), added.size()); i++) {
            differences.add(
                    new Difference(
                            "sentence",
                            i < dropped.size() ? dropped.get(i) : "",
                            i < added.size() ? added.get(i) : ""));
        }
        return differences;
    }

    private void compare(String path, JsonNode recorded, JsonNode now) {
        if (recorded.equals(now)) {
            return;
        }
        if (recorded.isObject() && now.isObject()) {
            Set<String> names = new LinkedHashSet<>(recorded.propertyNames());
            names.addAll(now.propertyNames());
            names.forEach(name ->
                    compare(
                            path.isEmpty() ? name : path + "." + name,
                            recorded.path(name),
                            now.path(name)));
        } else if (recorded.isArray() && now.isArray()) {
            compareLists(path, recorded, now);
        } else {
            found.add(new Difference(path, text(recorded), text(now)));
        }
    }

    private void compareLists(String path, JsonNode recorded, JsonNode now) {
        Map<String, JsonNode> before = byName(recorded);
        Map<String, JsonNode> after = byName(now);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        JsonNode missing = EventCodec.JSON.missingNode();
        int known = found.size();
        for (String name : names) {
            compare(
                    path + "[" + name + "]",
                    before.getOrDefault(name, missing),
                    after.getOrDefault(name, missing));
        }
        if (found.size() == known) {
            found.add(
                    new Difference(
                            path + " (order)",
                            String.join(", ", before.keySet()),
                            String.join(", ", after.keySet())));
        }
    }

    /** Elements by the entity or id that they are about, else by their place. */
    private static Map<String, JsonNode> byName(JsonNode list) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode element : list) {
            String name =
                    NAMES.stream()
                            .map(field -> element.path(field).asString(""))
                            .filter(text -> !text.isEmpty())
                            .findFirst()
                            .orElse("");
            if (name.isEmpty() || byName.containsKey(name)) {
                name = String.valueOf(byName.size() + 1);
            }
            byName.put(name, element);
        }
        return byName;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "" : node.isString() ? node.stringValue() : node.toString();
    }
}
