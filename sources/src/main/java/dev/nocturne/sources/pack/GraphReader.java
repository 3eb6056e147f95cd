package dev.nocturne.sources.pack;

import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.GraphSchema.RelationType;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads graph_schema.yaml and the entity and relation files it names. */
final class GraphReader {

    static final String DEFAULT_SCHEMA = "graph_schema.yaml";
    static final String DEFAULT_FOLDER = "data/entities";

    private final PackFiles files;
    private final Problems problems;

    GraphReader(PackFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** Reads the topology; with problems an empty one. */
    Topology read(YamlMap manifest) {
        Optional<YamlMap> schema = schema(manifest);
        EntitiesReader entities = new EntitiesReader(files, problems);
        List<RelationType> relationTypes = new ArrayList<>();
        List<Relation> relations = new ArrayList<>();
        if (schema.isPresent()) {
            String folder = folder(manifest, schema.get());
            if (schema.get().maps("vertices").isEmpty()) {
                problems.add(
                        schema.get().place("vertices"),
                        "no vertices",
                        "at least one kind of entity");
            }
            schema.get().maps("vertices").forEach(vertex -> entities.read(vertex, folder));
            RelationsReader reader = new RelationsReader(files, problems, entities);
            schema.get().maps("edges").forEach(edge -> reader.read(edge, folder));
            relationTypes.addAll(reader.types());
            relations.addAll(reader.relations());
        }
        return Topology.of(
                new GraphSchema(entities.types(), relationTypes), entities.all(), relations);
    }

    private Optional<YamlMap> schema(YamlMap manifest) {
        YamlMap graph = manifest.map("data_sources").map("graph");
        YamlMap paths = manifest.map("paths");
        boolean inGraph = graph.has("schema_file");
        String name =
                inGraph
                        ? graph.text("schema_file", DEFAULT_SCHEMA)
                        : paths.text("graph_schema", DEFAULT_SCHEMA);
        Place place = inGraph ? graph.place("schema_file") : paths.place("graph_schema");
        return files.file(name, place)
                .flatMap(path ->
                        files.text(path, PackFiles.TEXT_BYTES)
                                .flatMap(text -> YamlMap.parse(files.name(path), text, problems)));
    }

    private static String folder(YamlMap manifest, YamlMap schema) {
        return schema.text("data_dir", manifest.map("paths").text("entities", DEFAULT_FOLDER));
    }

    /** The CSV file an entry names. */
    static Optional<CsvFile> csv(YamlMap entry, String folder, PackFiles files, Problems problems) {
        String name = entry.required("csv_file");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> path = files.file(folder + "/" + name, entry.place("csv_file"));
        return path.flatMap(found -> CsvFile.open(files, found, problems));
    }
}
