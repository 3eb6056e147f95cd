package dev.nocturne.investigator;

import dev.nocturne.environment.Environment;
import dev.nocturne.sources.pack.LoadResult;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.PackReader;
import dev.nocturne.sources.pack.answer.PackEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads packs, and writes small ones. */
public final class TestPacks {
    private final Path dir;
    private final StringBuilder vertices = new StringBuilder();
    private final StringBuilder edges = new StringBuilder();
    private final StringBuilder containers = new StringBuilder();
    private final Map<Path, List<String>> files = new LinkedHashMap<>();

    TestPacks(Path dir) {
        this.dir = dir;
    }

    /** The pack as an environment. */
    public static Environment environment(Pack pack) {
        return new PackEnvironment(pack, () -> Instant.EPOCH);
    }

    /** A demo pack of this repository. */
    public static Pack demo(String name) {
        return load(Path.of("..", "scenarios", name));
    }

    static Pack load(Path dir) {
        return switch (PackReader.load(dir)) {
            case LoadResult.Loaded(Pack loaded) -> loaded;
            case LoadResult.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    TestPacks vertex(String label, String id, List<String> ids) {
        vertices.append(
                "  - {label: %s, csv_file: Dim%s.csv, id_column: %s, partition_key: x, properties: [%s]}\n"
                        .formatted(label, label, id, id));
        List<String> lines = new ArrayList<>(List.of(id));
        lines.addAll(ids);
        files.put(Path.of("data/entities/Dim" + label + ".csv"), lines);
        return this;
    }

    /** {@code pairs}: source, target and, if {@code property} is not empty, its value. */
    TestPacks edge(
            String label,
            String file,
            String source,
            String sourceId,
            String target,
            String targetId,
            String property,
            List<String> pairs) {
        String properties =
                property.isEmpty()
                        ? ""
                        : ", properties: [{name: %s, column: %s}]".formatted(property, property);
        edges.append(
                "  - {label: %s, csv_file: Fact%s.csv, source: {label: %s, property: %s, column: a}, target: {label: %s, property: %s, column: b}%s}\n"
                        .formatted(label, file, source, sourceId, target, targetId, properties));
        List<String> lines =
                new ArrayList<>(List.of(property.isEmpty() ? "a,b" : "a,b," + property));
        lines.addAll(pairs);
        files.put(Path.of("data/entities/Fact" + file + ".csv"), lines);
        return this;
    }

    TestPacks table(String name, String numeric, List<String> lines) {
        containers.append(
                "        - {name: %s, csv_file: %s.csv, id_field: null, partition_key: /x, numeric_fields: [%s]}\n"
                        .formatted(name, name, numeric));
        files.put(Path.of("data/telemetry/" + name + ".csv"), lines);
        return this;
    }

    TestPacks runbook(String file, String text) {
        files.put(Path.of("data/knowledge/runbooks/" + file), text.lines().toList());
        return this;
    }

    Pack load() {
        boolean runbooks =
                files.keySet().stream().anyMatch(f -> f.startsWith("data/knowledge/runbooks"));
        files.put(
                Path.of("graph_schema.yaml"),
                List.of(
                        "data_dir: data/entities",
                        "vertices:",
                        vertices.toString(),
                        "edges:" + (edges.isEmpty() ? " []" : ""),
                        edges.toString()));
        files.put(
                Path.of("scenario.yaml"),
                List.of(
                        "name: small",
                        "display_name: small",
                        "description: small",
                        "version: \"1\"",
                        "domain: test",
                        "paths: {entities: data/entities, graph_schema: graph_schema.yaml, telemetry: data/telemetry"
                                + (runbooks ? ", runbooks: data/knowledge/runbooks}" : "}"),
                        "data_sources:",
                        "  graph: {connector: built-in, config: {database: d, graph: g, partition_key: p}, schema_file: graph_schema.yaml}",
                        "  telemetry:",
                        "    connector: built-in",
                        "    config:",
                        "      database: d",
                        "      container_prefix: p",
                        "      containers:" + (containers.isEmpty() ? " []" : ""),
                        containers.toString()));
        try {
            for (Map.Entry<Path, List<String>> file : files.entrySet()) {
                Path path = dir.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return load(dir);
    }
}
