package dev.nocturne.sources.pack;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema.EntityType;
import dev.nocturne.environment.topology.GraphSchema.PropertyType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code vertices[]}. */
final class EntitiesReader {

    private record Known(Entity entity, String file, int line) {}

    private final PackFiles files;
    private final Problems problems;
    private final Map<String, EntityType> types = new LinkedHashMap<>();
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Map<String, Boolean> complete = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> idsByProperty = new LinkedHashMap<>();

    EntitiesReader(PackFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    void read(YamlMap vertex, String folder) {
        String label = vertex.required("label");
        String idColumn = vertex.required("id_column");
        if (complete.containsKey(label)) {
            problems.add(
                    vertex.place("label"),
                    Problems.quote(label) + " a second time",
                    "each label once");
            return;
        }
        complete.put(label, false);
        Optional<CsvFile> csv = GraphReader.csv(vertex, folder, files, problems);
        if (csv.isEmpty() || label.isEmpty() || idColumn.isEmpty()) {
            return;
        }
        Map<String, PropertyType> properties = properties(vertex, csv.get(), idColumn);
        int idIndex = csv.get().column(idColumn, vertex.place("id_column"));
        Map<String, Integer> columns = new LinkedHashMap<>();
        properties
                .keySet()
                .forEach(p -> columns.put(p, csv.get().column(p, vertex.place("properties"))));
        types.put(label, new EntityType(label, idColumn, properties));
        if (idIndex >= 0 && !columns.containsValue(-1)) {
            complete.put(label, true);
            csv.get().forEachRow(row -> entity(csv.get(), row, types.get(label), idIndex, columns));
        }
    }

    private static Map<String, PropertyType> properties(
            YamlMap vertex, CsvFile csv, String idColumn) {
        Map<String, PropertyType> properties = new LinkedHashMap<>();
        List<String> names = vertex.has("properties") ? vertex.texts("properties") : csv.header();
        YamlMap declared = vertex.map("property_types");
        if (!names.contains(idColumn)) {
            properties.put(idColumn, PropertyType.TEXT);
        }
        names.forEach(name -> properties.put(name, propertyType(declared.text(name, ""))));
        return properties;
    }

    /** Names of other types (String, Boolean, DateTime) are read as text. */
    private static PropertyType propertyType(String declared) {
        return switch (declared) {
            case "BigInt" -> PropertyType.WHOLE;
            case "Double" -> PropertyType.REAL;
            default -> PropertyType.TEXT;
        };
    }

    private void entity(
            CsvFile csv,
            CsvFile.Row row,
            EntityType type,
            int idIndex,
            Map<String, Integer> columns) {
        String id = row.cell(idIndex).strip();
        Place place = csv.place(row, type.idColumn());
        if (id.isEmpty()) {
            problems.add(place, "nothing", "an id");
            return;
        }
        Known before = known.get(id);
        if (before != null) {
            problems.add(
                    place,
                    "id "
                            + Problems.quote(id)
                            + " a second time (first in "
                            + before.file
                            + ":"
                            + before.line
                            + ")",
                    "ids that are unique in the pack");
            return;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            String cell = row.cell(column);
            PropertyType propertyType = type.properties().getOrDefault(name, PropertyType.TEXT);
            Cells.typed(cell, propertyType, csv.place(row, name), problems)
                    .ifPresent(value -> properties.put(name, value));
        });
        known.put(id, new Known(new Entity(id, type.label(), properties), csv.name(), row.line()));
    }

    List<EntityType> types() {
        return List.copyOf(types.values());
    }

    List<Entity> all() {
        return known.values().stream().map(Known::entity).toList();
    }

    boolean declares(String label) {
        return complete.containsKey(label);
    }

    /** Whether the label's file could be read, so that an id it lacks is really missing. */
    boolean complete(String label) {
        return complete.getOrDefault(label, false);
    }

    Optional<EntityType> type(String label) {
        return Optional.ofNullable(types.get(label));
    }

    /** Ids of the label's entities whose property is this text. */
    List<String> ids(EntityType type, String property, String value) {
        if (property.equals(type.idColumn())) {
            Known found = known.get(value);
            return found != null && found.entity.label().equals(type.label())
                    ? List.of(value)
                    : List.of();
        }
        return idsByProperty
                .computeIfAbsent(type.label() + "\0" + property, key -> index(type, property))
                .getOrDefault(value, List.of());
    }

    private Map<String, List<String>> index(EntityType type, String property) {
        Map<String, List<String>> index = new LinkedHashMap<>();
        for (Known candidate : known.values()) {
            if (candidate.entity.label().equals(type.label())) {
                candidate
                        .entity
                        .text(property)
                        .ifPresent(value ->
                                index.computeIfAbsent(value, v -> new ArrayList<>())
                                        .add(candidate.entity.id()));
            }
        }
        return index;
    }
}
