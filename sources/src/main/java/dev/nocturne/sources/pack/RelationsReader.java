package dev.nocturne.sources.pack;

import dev.nocturne.environment.topology.GraphSchema.EntityType;
import dev.nocturne.environment.topology.GraphSchema.PropertyType;
import dev.nocturne.environment.topology.GraphSchema.RelationType;
import dev.nocturne.environment.topology.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code edges[]}: each row of an edge's file joins two entities that are already read. */
final class RelationsReader {

    /** One end of an edge: the entities of a type whose property equals the row's column. */
    private record End(EntityType type, String property, String column, int index) {}

    /** A property of an edge: from a column, or (index -1) the same value on every relation. */
    private record Property(String name, int index, String value) {}

    /** A relation whose properties are still text. */
    private record Raw(String source, String target, Map<String, String> properties) {}

    private final PackFiles files;
    private final Problems problems;
    private final EntitiesReader entities;
    private final List<RelationType> types = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private final Map<String, Integer> idCounts = new HashMap<>();

    RelationsReader(PackFiles files, Problems problems, EntitiesReader entities) {
        this.files = files;
        this.problems = problems;
        this.entities = entities;
    }

    List<RelationType> types() {
        return types;
    }

    List<Relation> relations() {
        return relations;
    }

    void read(YamlMap edge, String folder) {
        String label = edge.required("label");
        Optional<CsvFile> csv = GraphReader.csv(edge, folder, files, problems);
        Optional<End> source = end(edge, "source", csv.orElse(null));
        Optional<End> target = end(edge, "target", csv.orElse(null));
        if (csv.isEmpty()) {
            return;
        }
        Optional<List<Property>> properties = properties(edge, csv.get());
        Optional<RowFilter> filter = filter(edge, csv.get());
        if (source.isEmpty() || target.isEmpty() || properties.isEmpty() || filter.isEmpty()) {
            return;
        }
        List<Raw> raws = new ArrayList<>();
        csv.get()
                .forEachRow(row -> {
                    if (filter.get().accepts(row)) {
                        join(csv.get(), row, source.get(), target.get(), properties.get(), raws);
                    }
                });
        add(label, source.get(), target.get(), properties.get(), raws);
    }

    /** Which rows of the file belong to the edge. */
    private interface RowFilter {
        boolean accepts(CsvFile.Row row);
    }

    private Optional<RowFilter> filter(YamlMap edge, CsvFile csv) {
        if (!edge.has("filter")) {
            return Optional.of(row -> true);
        }
        YamlMap filter = edge.map("filter");
        String value = filter.text("value", "");
        int index = csv.column(filter.required("column"), filter.place("column"));
        return index < 0 ? Optional.empty() : Optional.of(row -> row.cell(index).equals(value));
    }

    private Optional<End> end(YamlMap edge, String key, @Nullable CsvFile csv) {
        if (!edge.has(key)) {
            problems.add(edge.place(key), "nothing", "label, property and column of the " + key);
            return Optional.empty();
        }
        YamlMap end = edge.map(key);
        String label = end.required("label");
        String property = end.required("property");
        String column = end.required("column");
        if (!label.isEmpty() && !entities.declares(label)) {
            problems.add(
                    end.place("label"), Problems.quote(label), "the label of one of the vertices");
        }
        int index = csv == null ? -1 : csv.column(column, end.place("column"));
        Optional<EntityType> type = entities.type(label);
        if (type.isPresent()
                && !property.isEmpty()
                && !type.get().properties().containsKey(property)) {
            problems.add(
                    end.place("property"),
                    Problems.quote(property),
                    "one of the properties of "
                            + label
                            + ": "
                            + String.join(", ", type.get().properties().keySet()));
            return Optional.empty();
        }
        return type.isPresent() && index >= 0
                ? Optional.of(new End(type.get(), property, column, index))
                : Optional.empty();
    }

    /** Nothing when a column is missing. */
    private Optional<List<Property>> properties(YamlMap edge, CsvFile csv) {
        List<Property> properties = new ArrayList<>();
        boolean sound = true;
        for (YamlMap entry : edge.maps("properties")) {
            String name = entry.required("name");
            if (entry.has("column")) {
                int index = csv.column(entry.required("column"), entry.place("column"));
                sound &= index >= 0;
                properties.add(new Property(name, index, ""));
            } else if (entry.has("value")) {
                properties.add(new Property(name, -1, entry.text("value", "")));
            } else {
                problems.add(entry.place("column"), "nothing", "a column or a value");
                sound = false;
            }
        }
        return sound ? Optional.of(properties) : Optional.empty();
    }

    private void join(
            CsvFile csv,
            CsvFile.Row row,
            End source,
            End target,
            List<Property> properties,
            List<Raw> raws) {
        List<String> sources = ids(csv, row, source);
        List<String> targets = ids(csv, row, target);
        if (sources.isEmpty() || targets.isEmpty()) {
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Property property : properties) {
            String value = property.index < 0 ? property.value : row.cell(property.index);
            if (!value.isEmpty()) {
                values.put(property.name, value);
            }
        }
        for (String from : sources) {
            for (String to : targets) {
                raws.add(new Raw(from, to, values));
            }
        }
    }

    /**
     * An empty cell refers to nothing and makes no relation; a text that no entity answers to is a
     * mistake.
     */
    private List<String> ids(CsvFile csv, CsvFile.Row row, End end) {
        String value = row.cell(end.index).strip();
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> ids = entities.ids(end.type, end.property, value);
        if (ids.isEmpty() && entities.complete(end.type.label())) {
            problems.add(
                    csv.place(row, end.column),
                    Problems.quote(value),
                    "the " + end.property + " of a " + end.type.label());
        }
        return ids;
    }

    private void add(
            String label, End source, End target, List<Property> properties, List<Raw> raws) {
        Map<String, PropertyType> propertyTypes = new LinkedHashMap<>();
        properties.forEach(
                property -> propertyTypes.put(property.name, inferred(property.name, raws)));
        types.add(new RelationType(label, source.type.label(), target.type.label(), propertyTypes));
        for (Raw raw : raws) {
            Map<String, Object> typed = new LinkedHashMap<>();
            raw.properties.forEach((name, text) -> {
                Place nowhere = new Place("", 0, name);
                PropertyType type = propertyTypes.getOrDefault(name, PropertyType.TEXT);
                Cells.typed(text, type, nowhere, problems)
                        .ifPresent(value -> typed.put(name, value));
            });
            relations.add(new Relation(id(label, raw), label, raw.source, raw.target, typed));
        }
    }

    private String id(String label, Raw raw) {
        String id = label + ":" + raw.source + "->" + raw.target;
        int count = idCounts.merge(id, 1, Integer::sum);
        return count == 1 ? id : id + "#" + count;
    }

    /**
     * Edges declare no types. What reads as a number in every row is one, so that hop 10 comes
     * after hop 9.
     */
    private static PropertyType inferred(String property, List<Raw> raws) {
        PropertyType type = PropertyType.WHOLE;
        boolean seen = false;
        for (Raw raw : raws) {
            String value = raw.properties.get(property);
            if (value == null) {
                continue;
            }
            seen = true;
            boolean number = !Double.isNaN(Numbers.parse(value)) && !hasLeadingZero(value);
            if (!number) {
                return PropertyType.TEXT;
            }
            if (Numbers.parseWhole(value).isEmpty()) {
                type = PropertyType.REAL;
            }
        }
        return seen ? type : PropertyType.TEXT;
    }

    /** Such a text is a code (a zip, a phone number), not a number. */
    private static boolean hasLeadingZero(String value) {
        return value.length() > 1 && value.charAt(0) == '0' && Character.isDigit(value.charAt(1));
    }
}
