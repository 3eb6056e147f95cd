package dev.nocturne.scenario;

import dev.nocturne.scenario.telemetry.Column;
import dev.nocturne.scenario.telemetry.Telemetry;
import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.TelemetryTableBuilder;
import dev.nocturne.scenario.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the telemetry tables: those the manifest lists, or every CSV file of the telemetry folder.
 */
final class TelemetryReader {

    static final String DEFAULT_FOLDER = "data/telemetry";

    private static final String TIME_COLUMN = "timestamp";

    private final PackFiles files;
    private final Problems problems;
    private final Topology topology;

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
        Set<String> numeric =
                container.has("numeric_fields")
                        ? new LinkedHashSet<>(container.texts("numeric_fields"))
                        : numericColumns(csv.get());
        boolean sound = true;
        for (String field : numeric) {
            sound &= csv.get().column(field, container.place("numeric_fields")) >= 0;
        }
        return sound ? Optional.of(table(name, csv.get(), numeric)) : Optional.empty();
    }

    private Optional<TelemetryTable> undeclared(Path path) {
        String fileName = path.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - ".csv".length());
        return CsvFile.open(files, path, problems)
                .map(csv -> table(name, csv, numericColumns(csv)));
    }

    /** Columns all of whose filled cells are numbers. */
    private static Set<String> numericColumns(CsvFile csv) {
        Set<String> filled = new LinkedHashSet<>();
        Set<String> other = new HashSet<>();
        csv.forEachRow(row -> {
            for (int i = 0; i < csv.header().size(); i++) {
                String cell = row.cell(i).strip();
                if (!cell.isEmpty()) {
                    filled.add(csv.header().get(i));
                    if (Double.isNaN(Numbers.parse(cell))) {
                        other.add(csv.header().get(i));
                    }
                }
            }
        });
        filled.removeAll(other);
        return filled;
    }

    private TelemetryTable table(String name, CsvFile csv, Set<String> numeric) {
        Optional<String> time = timeColumn(csv, numeric);
        List<Column> columns = new ArrayList<>();
        for (String column : csv.header()) {
            boolean isTime = time.isPresent() && time.get().equals(column);
            Column.Kind other = numeric.contains(column) ? Column.Kind.NUMBER : Column.Kind.TEXT;
            columns.add(new Column(column, isTime ? Column.Kind.TIME : other));
        }
        TelemetryTableBuilder builder = new TelemetryTableBuilder(name, columns);
        int timeIndex = time.map(csv::column).orElse(-1);
        TimeCells times = new TimeCells();
        csv.forEachRow(row -> {
            builder.row(timeIndex < 0 ? 0 : time(csv, row, timeIndex, times));
            cells(csv, row, columns, builder);
        });
        return builder.build(topology::contains);
    }

    private void cells(
            CsvFile csv, CsvFile.Row row, List<Column> columns, TelemetryTableBuilder builder) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String cell = row.cell(i);
            switch (column.kind()) {
                case TIME -> {}
                case TEXT -> builder.text(i, cell);
                case NUMBER -> builder.number(i, number(csv, row, column.name(), cell.strip()));
            }
        }
    }

    private long time(CsvFile csv, CsvFile.Row row, int timeIndex, TimeCells times) {
        OptionalLong time = times.parse(row.cell(timeIndex));
        if (time.isEmpty()) {
            problems.add(
                    csv.place(row, csv.header().get(timeIndex)),
                    Problems.quote(row.cell(timeIndex)),
                    "a timestamp such as 2026-05-15T16:07:00Z");
        }
        return time.orElse(0);
    }

    private double number(CsvFile csv, CsvFile.Row row, String column, String cell) {
        double value = Numbers.parse(cell);
        if (Double.isNaN(value) && !cell.isEmpty() && !cell.equalsIgnoreCase("nan")) {
            problems.add(csv.place(row, column), Problems.quote(cell), "a number or nothing");
        }
        return value;
    }

    /**
     * The column called Timestamp; failing that, the first with "time" or "date" in its name that
     * holds only timestamps.
     */
    private static Optional<String> timeColumn(CsvFile csv, Set<String> numeric) {
        for (String column : csv.header()) {
            if (column.equalsIgnoreCase(TIME_COLUMN) && !numeric.contains(column)) {
                return Optional.of(column);
            }
        }
        for (int i = 0; i < csv.header().size(); i++) {
            String column = csv.header().get(i);
            String lower = column.toLowerCase(Locale.ROOT);
            boolean named = lower.contains("time") || lower.contains("date");
            if (named && !numeric.contains(column) && allTimes(csv, i)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static boolean allTimes(CsvFile csv, int column) {
        boolean[] all = {true};
        csv.forEachRow(row -> all[0] &= Times.parse(row.cell(column)).isPresent());
        return all[0];
    }
}
