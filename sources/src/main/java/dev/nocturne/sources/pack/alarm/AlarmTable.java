package dev.nocturne.sources.pack.alarm;

import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.AlarmWords;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.environment.alarm.SeverityScale;
import dev.nocturne.sources.pack.telemetry.Column;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import dev.nocturne.sources.pack.time.TimeColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A telemetry table whose rows are alarms: it names an entity and a severity. Which columns these
 * are is found from the values; only numbers are taken for severities by the name of their column.
 *
 * @param severity column that says how bad an alarm is
 * @param scale what its values say
 * @param end how rows say that an alarm is over
 * @param type column of few upper-case codes, or empty
 * @param text column with the longest texts, or empty
 * @param id column whose values differ from row to row, or empty
 */
public record AlarmTable(
        TelemetryTable table,
        String severity,
        SeverityScale scale,
        AlarmEnd end,
        String type,
        String text,
        String id) {
    /** Rows looked at to learn what the columns are. */
    private static final int SAMPLE = 200;

    private static final double MOST = 0.8;

    /** More different values than this are no codes. */
    private static final int MAX_CODES = 200;

    /** More different numbers than this are no severities. */
    private static final int MAX_LEVELS = 8;

    /** Readings that carry a status are fine most of the time; alarms are not. */
    private static final double MOSTLY_FINE = 0.6;

    /** The table as alarms, if it is one. */
    public static Optional<AlarmTable> of(TelemetryTable table) {
        if (table.entityColumn().isEmpty() || table.timeColumn().isEmpty() || table.size() == 0) {
            return Optional.empty();
        }
        return byWords(table, AlarmWords::severity)
                .or(() -> byNumbers(table))
                .or(() -> byWords(table, AlarmWords::state));
    }

    private static Optional<AlarmTable> byWords(
            TelemetryTable table, Function<String, Optional<Severity>> meaning) {
        return table.textColumns().stream()
                .filter(c -> !AlarmWords.isNamed(c, "former column"))
                .filter(c -> share(table, c, v -> meaning.apply(v).isPresent()) >= MOST)
                .filter(c -> !isStatusOfReadings(table, c, meaning))
                .findFirst()
                .map(column -> {
                    Map<String, Severity> values = new HashMap<>();
                    for (String value : AlarmCells.distinct(table, column)) {
                        meaning.apply(value).ifPresent(s -> values.put(value, s));
                    }
                    AlarmEnd end = AlarmEnd.of(table, column);
                    return read(table, column, new SeverityScale(values, ""), end);
                });
    }

    /** Rows with measurements that say of themselves mostly that all is well are no alarms. */
    private static boolean isStatusOfReadings(
            TelemetryTable table, String column, Function<String, Optional<Severity>> meaning) {
        boolean measures =
                table.numericColumns().stream()
                        .anyMatch(c ->
                                !AlarmWords.isNamed(c, "over column")
                                        && !AlarmWords.isNamed(c, "severity column"));
        double fine =
                share(
                        table,
                        column,
                        v -> meaning.apply(v).filter(s -> s == Severity.CLEARED).isPresent());
        return measures && fine > MOSTLY_FINE;
    }

    private static Optional<AlarmTable> byNumbers(TelemetryTable table) {
        return table.columns().stream()
                .map(Column::name)
                .filter(c -> AlarmWords.isNamed(c, "severity column"))
                .filter(c -> !table.timeColumn().filter(c::equals).isPresent())
                .filter(c -> isLevels(AlarmCells.distinct(table, c)))
                .findFirst()
                .map(column -> {
                    AlarmEnd end = AlarmEnd.of(table, column);
                    return read(table, column, numbers(table, column, end), end);
                });
    }

    private static boolean isLevels(List<String> values) {
        return !values.isEmpty()
                && values.size() <= MAX_LEVELS
                && values.stream().allMatch(value -> value.matches("[0-7]"));
    }

    private static SeverityScale numbers(TelemetryTable table, String column, AlarmEnd end) {
        Set<Integer> open = new TreeSet<>();
        Set<Integer> over = new TreeSet<>();
        for (int row = 0; row < table.size(); row++) {
            String value = table.cell(row, column);
            if (!value.isEmpty()) {
                (isOver(table, row, end) ? over : open).add(Integer.valueOf(value));
            }
        }
        Set<Integer> all = new TreeSet<>(open);
        all.addAll(over);
        over.removeAll(open);
        return SeverityScale.ofNumbers(column, all, over);
    }

    private static boolean isOver(TelemetryTable table, int row, AlarmEnd end) {
        return end instanceof AlarmEnd.State state && state.isOver(table.cell(row, state.column()));
    }

    private static AlarmTable read(
            TelemetryTable table, String severity, SeverityScale scale, AlarmEnd end) {
        List<String> others =
                table.textColumns().stream()
                        .filter(c ->
                                !c.equals(severity)
                                        && !c.equals(end.column())
                                        && !table.entityColumns().contains(c)
                                        && !isTime(table, c))
                        .toList();
        String id = "";
        String text = "";
        double longest = 0;
        String type = "";
        for (String column : others) {
            int different = table.distinct(column).size();
            double length = meanLength(table, column);
            boolean spaced = share(table, column, v -> v.strip().indexOf(' ') > 0) > 0.5;
            boolean isId = different == table.size() && table.size() > 1 && length < 40 && !spaced;
            if (id.isEmpty() && isId) {
                id = column;
            } else if (length > longest && spaced) {
                longest = length;
                text = column;
            } else if (different <= MAX_CODES && share(table, column, AlarmTable::isCode) >= MOST) {
                type = better(table, type, column);
            }
        }
        return new AlarmTable(table, severity, scale, end, type, text, id);
    }

    private static boolean isTime(TelemetryTable table, String column) {
        return TimeColumn.decide(AlarmCells.distinct(table, column)).format().isPresent();
    }

    /** Kinds of things are codes too; what happened has more words than they. */
    private static String better(TelemetryTable table, String known, String column) {
        if (known.isEmpty()) {
            return column;
        }
        return share(table, column, v -> v.indexOf('_') > 0)
                        > share(table, known, v -> v.indexOf('_') > 0)
                ? column
                : known;
    }

    private static boolean isCode(String value) {
        return !value.isEmpty() && value.indexOf(' ') < 0;
    }

    private static double share(TelemetryTable table, String column, Predicate<String> test) {
        int step = Math.max(1, table.size() / SAMPLE);
        int looked = 0;
        int passed = 0;
        for (int row = 0; row < table.size(); row += step) {
            looked++;
            passed += test.test(table.text(row, column)) ? 1 : 0;
        }
        return (double) passed / looked;
    }

    private static double meanLength(TelemetryTable table, String column) {
        int step = Math.max(1, table.size() / SAMPLE);
        int looked = 0;
        long length = 0;
        for (int row = 0; row < table.size(); row += step) {
            looked++;
            length += table.text(row, column).length();
        }
        return (double) length / looked;
    }

    /** The alarms of the window about entities that are known, oldest first. */
    public List<Alarm> alarms(Window window, Predicate<String> known) {
        List<Alarm> alarms = new ArrayList<>();
        table.rows(window).stream()
                .forEach(row ->
                        table.entity(row)
                                .filter(known)
                                .ifPresent(entity -> alarms.add(alarm(row, entity))));
        return alarms;
    }

    private Alarm alarm(int row, String entity) {
        return new Alarm(
                table.time(row),
                entity,
                type.isEmpty() ? "" : table.text(row, type),
                isOver(table, row, end) ? Severity.CLEARED : scale.of(table.cell(row, severity)),
                text.isEmpty() ? "" : table.text(row, text),
                id.isEmpty() ? "" : table.text(row, id),
                ended(row));
    }

    private long ended(int row) {
        return end instanceof AlarmEnd.EndTime time
                ? time.format().parse(table.cell(row, time.column())).orElse(Alarm.NOT_ENDED)
                : Alarm.NOT_ENDED;
    }
}
