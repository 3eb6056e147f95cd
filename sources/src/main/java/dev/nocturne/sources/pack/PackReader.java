package dev.nocturne.sources.pack;

import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.topology.GraphSchema.EntityType;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.telemetry.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loads and validates one pack (format: docs/packs.md). Reads each file once or twice, in time that
 * grows with their size; databases and search indexes are made later, at their first use.
 */
public final class PackReader {

    private PackReader() {}

    /** The pack in the folder, or every mistake in it. Never throws for what a pack holds. */
    public static LoadResult load(Path dir) {
        Problems problems = new Problems();
        Optional<Pack> pack =
                PackFiles.open(dir, problems)
                        .flatMap(files ->
                                manifest(dir, files, problems)
                                        .map(yaml -> read(dir, yaml, files, problems)));
        return pack.isPresent() && problems.none()
                ? new LoadResult.Loaded(pack.get())
                : new LoadResult.Refused(problems.list());
    }

    private static Optional<YamlMap> manifest(Path dir, PackFiles files, Problems problems) {
        Place place = new Place(ManifestReader.FILE, 0, "");
        if (!Files.exists(dir.resolve(ManifestReader.FILE))) {
            problems.add(
                    place,
                    "no " + ManifestReader.FILE,
                    "an existing file; is " + dir + " the folder of a pack?");
            return Optional.empty();
        }
        return files.file(ManifestReader.FILE, place)
                .flatMap(path -> files.text(path, PackFiles.TEXT_BYTES))
                .flatMap(text -> YamlMap.parse(ManifestReader.FILE, text, problems));
    }

    private static Pack read(Path dir, YamlMap yaml, PackFiles files, Problems problems) {
        Manifest manifest = new ManifestReader(yaml, files, problems).read();
        Topology topology = new GraphReader(files, problems).read(yaml);
        TelemetryReader tables = new TelemetryReader(files, problems, topology);
        Telemetry telemetry = tables.read(yaml);
        checkDispatch(yaml.map("dispatch"), topology, problems);
        List<Document> documents = new KnowledgeReader(files, problems).read(yaml);
        return new Pack(
                dir,
                manifest,
                topology,
                telemetry,
                documents,
                tables.readings(),
                problems.warnings());
    }

    private static void checkDispatch(YamlMap dispatch, Topology topology, Problems problems) {
        List<String> labels =
                topology.schema().entityTypes().stream().map(EntityType::label).toList();
        for (String key : List.of("roster", "depots")) {
            Optional<String> label = dispatch.text(key);
            if (label.isPresent() && !labels.contains(label.get())) {
                problems.add(
                        dispatch.place(key),
                        Problems.quote(label.get()),
                        "the label of one of the vertices: " + String.join(", ", labels));
            }
        }
    }
}
