package dev.nocturne.sources.pack;

import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.telemetry.Column;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import dev.nocturne.sources.pack.telemetry.TelemetryTableBuilder;
import dev.nocturne.sources.pack.time.TimeColumn;
import dev.nocturne.sources.pack.time.TimeFormat;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one telemetry table from its file. */
final class TelemetryFile {

    private static final String TIME_COLUMN = "timestamp";

    private final String name;
    private final CsvFile csv;
    private final Problems problems;
    private final Topology topology;
    private int rowsWithoutTime;
    private Optional<ZoneOffset> offset = Optional.empty();
    private int firstWithoutTime;
    private Set<String> declared = Set.of();

    /** What the columns hold. */
    private record Layout(
            @Nullable String time, TimeFormat timeFormat, Map<String, NumberFormat> numbers) {}

    /** The table and how its file was read. */
    record Read(TelemetryTable table, TableReading reading) {}

    TelemetryFile(String name, CsvFile csv, Problems problems, Topology topology) {
        this.name = name;
        this.csv = csv;
        this.problems = problems;
        this.topology = topology;
    }

    /**
     * Tables in the form that docs/packs.md asks for are read at once; others are studied first.
     *
     * @param declared the columns that hold numbers; absent when the pack does not say
     */
    Read read(Optional<Set<String>> declared) {
        this.declared = declared.orElse(Set.of());
        Optional<String> timestamp =
                csv.header().stream()
                        .filter(column -> column.equalsIgnoreCase(TIME_COLUMN))
                        .findFirst();
        if (declared.isPresent()
                && timestamp.isPresent()
                && !declared.get().contains(timestamp.get())) {
            Map<String, NumberFormat> numbers = new LinkedHashMap<>();
            declared.get().forEach(column -> numbers.put(column, NumberFormat.PLAIN));
            Layout layout = new Layout(timestamp.get(), TimeFormat.ISO, numbers);
            Optional<TelemetryTable> table = rows(layout, true);
            if (table.isPresent()) {
                return read(table.get(), layout);
            }
        }
        Layout layout = study(declared, timestamp);
        return read(rows(layout, false).orElseThrow(), layout);
    }

    private Read read(TelemetryTable table, Layout layout) {
        if (rowsWithoutTime > 0) {
            problems.warn(
                    new Place(csv.name(), firstWithoutTime, String.valueOf(layout.time)),
                    rowsWithoutTime == 1
                            ? "the row has no time and is left out"
                            : rowsWithoutTime + " rows have no time and are left out");
        }
        String format = layout.time == null ? "" : layout.timeFormat.words();
        return new Read(
                table, new TableReading(csv.name(), csv.format(), format, offset, rowsWithoutTime));
    }

    private Layout study(Optional<Set<String>> declared, Optional<String> timestamp) {
        List<ColumnStudy> studies = csv.header().stream().map(ColumnStudy::new).toList();
        csv.forEachRow(row -> {
            for (int i = 0; i < studies.size(); i++) {
                studies.get(i).look(row.line(), row.cell(i));
            }
        });
        Optional<ColumnStudy> time = timeColumn(studies, declared.orElse(Set.of()), timestamp);
        Map<String, NumberFormat> numbers = new LinkedHashMap<>();
        for (ColumnStudy study : studies) {
            boolean isDeclared = declared.isPresent() && declared.get().contains(study.name());
            if (time.filter(study::equals).isEmpty() && (declared.isEmpty() || isDeclared)) {
                numberFormat(study, isDeclared)
                        .ifPresent(format -> numbers.put(study.name(), format));
            }
        }
        TimeFormat format = time.flatMap(column -> column.times().format()).orElse(TimeFormat.ISO);
        return new Layout(time.map(ColumnStudy::name).orElse(null), format, numbers);
    }

    /**
     * The column that says when: the one called Timestamp; failing that, one whose values all are
     * times, rather one whose name says so than another, rather of a beginning than of an end,
     * rather without gaps, rather not declared to hold numbers.
     */
    private Optional<ColumnStudy> timeColumn(
            List<ColumnStudy> studies, Set<String> declared, Optional<String> timestamp) {
        List<ColumnStudy> named =
                studies.stream()
                        .filter(ColumnStudy::maybeTime)
                        .sorted(
                                Comparator.comparing((ColumnStudy s) ->
                                                timestamp.filter(s.name()::equals).isEmpty())
                                        .thenComparing(s -> declared.contains(s.name()))
                                        .thenComparing(s -> ColumnWords.isEnd(s.name()))
                                        .thenComparing(s -> !s.isNamedTime())
                                        .thenComparing(s -> s.missing() > 0))
                        .toList();
        for (ColumnStudy column : named) {
            TimeColumn.Decision decision = column.times();
            boolean isTimestamp = timestamp.filter(column.name()::equals).isPresent();
            if (!decision.remark().isEmpty()) {
                problems.warn(new Place(csv.name(), 0, column.name()), decision.remark());
            }
            boolean mistaken =
                    isTimestamp && decision.remark().isEmpty() && column.example().isPresent();
            if (decision.format().isPresent() || mistaken) {
                return Optional.of(column);
            }
        }
        warnOfNoTime(named);
        return Optional.empty();
    }

    private void warnOfNoTime(List<ColumnStudy> named) {
        String tried =
                named.stream()
                        .filter(column -> column.example().isPresent())
                        .findFirst()
                        .map(column ->
                                "; column "
                                        + column.name()
                                        + " holds values such as "
                                        + Problems.quote(column.example().orElse("")))
                        .orElse("");
        problems.warn(
                new Place(csv.name(), 1, ""),
                "the table has no time column that can be read"
                        + tried
                        + ". Its metrics and alarms are not used; SQL sees all its rows at any time");
    }

    private Optional<NumberFormat> numberFormat(ColumnStudy study, boolean isDeclared) {
        Optional<NumberFormat> format = study.numberFormat(topology::contains);
        Place place = new Place(csv.name(), 0, study.name());
        if (isDeclared) {
            return Optional.of(format.orElse(NumberFormat.PLAIN));
        }
        if (format.isEmpty() && study.isAmbiguous()) {
            problems.warn(
                    place,
                    "values such as "
                            + Problems.quote(
                                    study.firstOdd().map(ColumnStudy.Found::cell).orElse(""))
                            + " can be a thousand or one with decimals; the column is taken as text");
        }
        return format;
    }

    /** The rows; nothing when {@code strict} and a cell is not as the layout says. */
    private Optional<TelemetryTable> rows(Layout layout, boolean strict) {
        List<Column> columns = new ArrayList<>();
        List<NumberFormat> formats = new ArrayList<>();
        for (String column : csv.header()) {
            NumberFormat format = layout.numbers.get(column);
            Column.Kind other = format == null ? Column.Kind.TEXT : Column.Kind.NUMBER;
            columns.add(new Column(column, column.equals(layout.time) ? Column.Kind.TIME : other));
            formats.add(format == null ? NumberFormat.PLAIN : format);
        }
        TelemetryTableBuilder builder = new TelemetryTableBuilder(name, columns);
        int timeIndex = layout.time == null ? -1 : csv.column(layout.time);
        TimeCells times = new TimeCells(layout.timeFormat);
        Map<String, Integer> odd = new LinkedHashMap<>();
        boolean[] fits = {true};
        String[] lastTime = {""};
        csv.forEachRow(row -> {
            if (strict && !fits[0]) {
                return;
            }
            OptionalLong time =
                    timeIndex < 0 ? OptionalLong.of(0) : times.parse(row.cell(timeIndex));
            if (time.isEmpty()) {
                fits[0] = false;
                if (!strict) {
                    leaveOut(row, timeIndex);
                }
                return;
            }
            builder.row(time.getAsLong());
            lastTime[0] = timeIndex < 0 ? "" : row.cell(timeIndex);
            for (int i = 0; i < columns.size(); i++) {
                switch (columns.get(i).kind()) {
                    case TIME -> {}
                    case TEXT -> builder.text(i, row.cell(i));
                    case NUMBER -> {
                        String cell = row.cell(i).strip();
                        double value = formats.get(i).parse(cell);
                        builder.number(i, value);
                        if (Double.isNaN(value)
                                && !cell.isEmpty()
                                && !ColumnWords.isMissing(cell)) {
                            fits[0] = false;
                            if (!strict) {
                                odd(row, columns.get(i).name(), cell, odd);
                            }
                        }
                    }
                }
            }
        });
        odd.forEach(this::warnOfMore);
        offset = WrittenOffset.of(lastTime[0]);
        return strict && !fits[0]
                ? Optional.empty()
                : Optional.of(builder.build(topology::contains));
    }

    private void leaveOut(CsvFile.Row row, int timeIndex) {
        String cell = row.cell(timeIndex);
        if (ColumnWords.isMissing(cell.strip())) {
            firstWithoutTime = rowsWithoutTime == 0 ? row.line() : firstWithoutTime;
            rowsWithoutTime++;
        } else {
            problems.add(
                    csv.place(row, csv.header().get(timeIndex)),
                    Problems.quote(cell),
                    "a timestamp such as 2026-05-15T16:07:00Z");
        }
    }

    /** A cell that is no number: a mistake in a declared column, else left out with a warning. */
    private void odd(CsvFile.Row row, String column, String cell, Map<String, Integer> odd) {
        if (declared.contains(column)) {
            problems.add(csv.place(row, column), Problems.quote(cell), "a number or nothing");
        } else if (odd.merge(column, 1, Integer::sum) == 1) {
            problems.warn(
                    csv.place(row, column),
                    Problems.quote(cell) + " is no number and is read as a missing value");
        }
    }

    private void warnOfMore(String column, int count) {
        if (count > 1) {
            problems.warn(
                    new Place(csv.name(), 0, column),
                    count + " cells in all are no numbers and are read as missing values");
        }
    }
}
