package dev.nocturne.investigator.signal;

import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A telemetry table whose rows are alarms: it names an entity and a severity. Which columns these
 * are is found from the values, not from the names.
 *
 * @param severity column most of whose values are severities
 * @param type column of few upper-case codes, or empty
 * @param text column with the longest texts, or empty
 * @param id column whose values differ from row to row, or empty
 */
public record AlarmTable(
        TelemetryTable table, String severity, String type, String text, String id) {
    /** Rows looked at to learn what the columns are. */
    private static final int SAMPLE = 200;

    private static final double MOST = 0.8;

    /** More different values than this are no codes. */
    private static final int MAX_CODES = 200;

    /** The table as alarms, if it is one. */
    public static Optional<AlarmTable> of(TelemetryTable table) {
        if (table.entityColumn().isEmpty() || table.timeColumn().isEmpty() || table.size() == 0) {
            return Optional.empty();
        }
        Optional<String> severity =
                table.textColumns().stream()
                        .filter(c -> share(table, c, v -> Severity.read(v).isPresent()) >= MOST)
                        .findFirst();
        return severity.map(column -> read(table, column));
    }

    private static AlarmTable read(TelemetryTable table, String severity) {
        List<String> others =
                table.textColumns().stream()
                        .filter(c -> !c.equals(severity) && !table.entityColumns().contains(c))
                        .toList();
        String id = "";
        String text = "";
        double longest = 0;
        String type = "";
        for (String column : others) {
            int different = table.distinct(column).size();
            double length = meanLength(table, column);
            if (id.isEmpty() && different == table.size() && table.size() > 1 && length < 40) {
                id = column;
            } else if (length > longest && share(table, column, v -> v.indexOf(' ') > 0) > 0.5) {
                longest = length;
                text = column;
            } else if (different <= MAX_CODES && share(table, column, AlarmTable::isCode) >= MOST) {
                type = better(table, type, column);
            }
        }
        return new AlarmTable(table, severity, type, text, id);
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
                Severity.read(table.text(row, severity)).orElse(Severity.INFO),
                text.isEmpty() ? "" : table.text(row, text),
                id.isEmpty() ? "" : table.text(row, id));
    }
}
