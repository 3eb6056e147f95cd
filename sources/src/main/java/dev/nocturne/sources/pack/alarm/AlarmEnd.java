package dev.nocturne.sources.pack.alarm;

import dev.nocturne.environment.alarm.AlarmWords;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import dev.nocturne.sources.pack.time.TimeColumn;
import dev.nocturne.sources.pack.time.TimeFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** How the rows of an alarm table say that an alarm is over. */
public sealed interface AlarmEnd {

    /** The column that says so; empty when only severities do. */
    String column();

    /** In words. */
    String words();

    /** Only severities and texts may say so. */
    record Unsaid() implements AlarmEnd {
        @Override
        public String column() {
            return "";
        }

        @Override
        public String words() {
            return "";
        }
    }

    /**
     * Rows with one of these values report that the alarm is over.
     *
     * @param over values in lower case
     */
    record State(String column, Set<String> over) implements AlarmEnd {

        boolean isOver(String cell) {
            return over.contains(AlarmWords.plain(cell));
        }

        @Override
        public String words() {
            return "state in "
                    + column
                    + (over.isEmpty() ? "" : " (over: " + String.join(", ", over) + ")");
        }
    }

    /** The time at which the alarm of the same row ended; an empty cell means that it is open. */
    record EndTime(String column, TimeFormat format) implements AlarmEnd {
        @Override
        public String words() {
            return "end in " + column + " (" + format.words() + ")";
        }
    }

    /** What the table has, the severity column left aside. */
    static AlarmEnd of(TelemetryTable table, String severity) {
        List<String> columns =
                table.columns().stream()
                        .map(column -> column.name())
                        .filter(name -> !name.equals(severity))
                        .filter(name -> !AlarmWords.isNamed(name, "former column"))
                        .filter(name -> !table.timeColumn().filter(name::equals).isPresent())
                        .filter(name -> !table.entityColumns().contains(name))
                        .toList();
        for (String column : columns) {
            Optional<AlarmEnd> flag = flag(table, column);
            if (flag.isPresent()) {
                return flag.get();
            }
        }
        for (String column : columns) {
            Optional<AlarmEnd> time = endTime(table, column);
            if (time.isPresent()) {
                return time.get();
            }
        }
        for (String column : columns) {
            Optional<AlarmEnd> time = laterTime(table, column);
            if (time.isPresent()) {
                return time.get();
            }
        }
        for (String column : columns) {
            Optional<AlarmEnd> state = state(table, column);
            if (state.isPresent()) {
                return state.get();
            }
        }
        return new Unsaid();
    }

    private static Optional<AlarmEnd> flag(TelemetryTable table, String column) {
        List<String> values = lower(AlarmCells.distinct(table, column));
        boolean isFlag =
                Set.of("0", "1", "true", "false", "yes", "no", "y", "n").containsAll(values);
        return isFlag && !values.isEmpty() && AlarmWords.isNamed(column, "over column")
                ? Optional.of(new State(column, Set.of("1", "true", "yes", "y")))
                : Optional.empty();
    }

    private static Optional<AlarmEnd> endTime(TelemetryTable table, String column) {
        if (!AlarmWords.isNamedLike(column, "end column")) {
            return Optional.empty();
        }
        return TimeColumn.decide(AlarmCells.distinct(table, column))
                .format()
                .map(format -> new EndTime(column, format));
    }

    /** A second time that is never before the first, whatever its column is called. */
    private static Optional<AlarmEnd> laterTime(TelemetryTable table, String column) {
        if (AlarmWords.isNamedLike(column, "no end column")) {
            return Optional.empty();
        }
        Optional<TimeFormat> format =
                TimeColumn.decide(AlarmCells.distinct(table, column)).format();
        boolean isLater =
                format.isPresent()
                        && IntStream.range(0, table.size())
                                .allMatch(row ->
                                        format.get()
                                                        .parse(table.cell(row, column))
                                                        .orElse(Long.MAX_VALUE)
                                                >= table.time(row));
        return isLater ? Optional.of(new EndTime(column, format.orElseThrow())) : Optional.empty();
    }

    private static Optional<AlarmEnd> state(TelemetryTable table, String column) {
        List<String> values =
                lower(AlarmCells.distinct(table, column)).stream().map(AlarmWords::plain).toList();
        List<String> over = values.stream().filter(AlarmWords.OVER::contains).distinct().toList();
        boolean known =
                values.stream()
                        .allMatch(v -> AlarmWords.OPEN.contains(v) || AlarmWords.OVER.contains(v));
        return known && !over.isEmpty() && over.size() < values.size()
                ? Optional.of(new State(column, Set.copyOf(over)))
                : Optional.empty();
    }

    private static List<String> lower(List<String> values) {
        return values.stream().map(value -> value.strip().toLowerCase(Locale.ROOT)).toList();
    }
}
