package dev.nocturne.sources.pack;

import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.telemetry.Telemetry;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the telemetry tables: those the manifest lists, or every CSV file of the telemetry folder.
 */
final class TelemetryReader {

    static final String DEFAULT_FOLDER = "data/telemetry";

    private final PackFiles files;
    private final Problems problems;
    private final Topology topology;
    private final Map<String, TableReading> readings = new LinkedHashMap<>();

    TelemetryReader(PackFiles files, Problems problems, Topology topology) {
        this.files = files;
        this.problems = problems;
        this.topology = topology;
    }

    Telemetry read(YamlMap manifest) {
        YamlMap paths = manifest.map("paths");
        String folder = paths.text("telemetry", DEFAULT_FOLDER);
        YamlMap config = manifest.map("data_sources").map("telemetry").map("config");
        List<TelemetryTable> tables = new ArrayList<>();
        if (config.has("containers")) {
            Set<String> names = new HashSet<>();
            config.maps("containers")
                    .forEach(c -> container(c, folder, names).ifPresent(tables::add));
        } else if (paths.has("telemetry") || exists(folder)) {
            files.folder(folder, paths.place("telemetry"))
                    .ifPresent(path ->
                            files.list(path, ".csv")
                                    .forEach(file -> undeclared(file).ifPresent(tables::add)));
        }
        return new Telemetry(tables);
    }

    private boolean exists(String folder) {
        return files.inside(folder, new Place(folder, 0, ""))
                .filter(Files::isDirectory)
                .isPresent();
    }

    private Optional<TelemetryTable> container(
            YamlMap container, String folder, Set<String> names) {
        String name = container.required("name");
        if (!name.isEmpty() && !names.add(name.toLowerCase(Locale.ROOT))) {
            problems.add(
                    container.place("name"),
                    Problems.quote(name) + " a second time",
                    "each table once");
            return Optional.empty();
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String csvName = container.text("csv_file", name + ".csv");
        Optional<CsvFile> csv =
                files.file(folder + "/" + csvName, container.place("csv_file"))
                        .flatMap(path -> CsvFile.open(files, path, problems));
        if (csv.isEmpty()) {
            return Optional.empty();
        }
        Optional<Set<String>> numeric =
                container.has("numeric_fields")
                        ? Optional.of(new LinkedHashSet<>(container.texts("numeric_fields")))
                        : Optional.empty();
        boolean sound = true;
        for (String field : numeric.orElse(Set.of())) {
            sound &= csv.get().column(field, container.place("numeric_fields")) >= 0;
        }
        return sound ? Optional.of(table(name, csv.get(), numeric)) : Optional.empty();
    }

    private Optional<TelemetryTable> undeclared(Path path) {
        String fileName = path.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - ".csv".length());
        return CsvFile.open(files, path, problems).map(csv -> table(name, csv, Optional.empty()));
    }

    private TelemetryTable table(String name, CsvFile csv, Optional<Set<String>> numeric) {
        TelemetryFile.Read read = new TelemetryFile(name, csv, problems, topology).read(numeric);
        readings.put(name, read.reading());
        return read.table();
    }

    /** How the file of each table was read, by the name of the table. */
    Map<String, TableReading> readings() {
        return readings;
    }
}
