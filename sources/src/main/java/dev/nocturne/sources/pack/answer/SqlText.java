package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.Window;
import dev.nocturne.sources.pack.telemetry.Column;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the SQL that selects rows of a telemetry table. */
final class SqlText {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SqlText() {}

    /**
     * Rows of the window, oldest first.
     *
     * @param name the table's name in SQL
     * @param columns what to select after the time
     * @param conditions further conditions, each a pair of column and values
     */
    static String rows(
            TelemetryTable table,
            String name,
            Collection<String> columns,
            List<In> conditions,
            Window window) {
        String time = quote(table.timeColumn().orElseThrow());
        String selected =
                columns.stream().distinct().map(c -> ", " + quote(c)).collect(Collectors.joining());
        String more =
                conditions.stream()
                        .filter(in -> !in.values.isEmpty())
                        .map(in ->
                                " AND "
                                        + quote(in.column)
                                        + (in.values.size() == 1
                                                ? " = " + text(in.values.iterator().next())
                                                : " IN ("
                                                        + in.values.stream()
                                                                .map(SqlText::text)
                                                                .collect(Collectors.joining(", "))
                                                        + ")"))
                        .collect(Collectors.joining());
        return "SELECT "
                + time
                + selected
                + " FROM "
                + quote(name)
                + " WHERE "
                + time
                + " BETWEEN "
                + time(table, window.from())
                + " AND "
                + time(table, window.until())
                + more
                + " ORDER BY "
                + time;
    }

    /** As {@link #rows}, with all columns. */
    static String wholeRows(TelemetryTable table, String name, List<In> conditions, Window window) {
        List<String> columns =
                table.columns().stream()
                        .filter(c -> c.kind() != Column.Kind.TIME)
                        .map(Column::name)
                        .toList();
        return rows(table, name, columns, conditions, window);
    }

    /** A condition: the column has one of the values. No values are no condition. */
    record In(String column, Collection<String> values) {}

    /** As the table's SQL view writes times; comparing the texts compares the times. */
    private static String time(TelemetryTable table, long millis) {
        Window span = table.span().orElse(new Window(0, 0));
        long inside = Math.clamp(millis, span.from() - 1000, span.until() + 1000);
        long shown = millis == inside || isNear(millis, span) ? millis : inside;
        return text((table.subSecond() ? MILLIS : SECONDS).format(Instant.ofEpochMilli(shown)));
    }

    /** Times far from the data, such as the beginning of time, are written as the data's ends. */
    private static boolean isNear(long millis, Window span) {
        long year = 366L * 24 * 3_600_000;
        return millis > span.from() - year && millis < span.until() + year;
    }

    static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
