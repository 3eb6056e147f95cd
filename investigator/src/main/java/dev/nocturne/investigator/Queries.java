package dev.nocturne.investigator;

import dev.nocturne.investigator.signal.AlarmTable;
import dev.nocturne.investigator.wording.Say;
import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL that the telemetry specialist asks. */
final class Queries {
    private static final int MAX_IN = 40;

    private Queries() {}

    private static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** Epoch milliseconds as the tables write times; comparing texts compares times. */
    private static String time(TelemetryTable table, long millis) {
        return table.subSecond()
                ? text(
                        String.format(
                                java.util.Locale.ROOT,
                                "%s.%03dZ",
                                Say.iso(millis).replace("Z", ""),
                                Math.floorMod(millis, 1000L)))
                : text(
                        Instant.ofEpochMilli(millis)
                                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                                .toString());
    }

    /** Alarms of the window by entity and type, in order of their first. */
    static String alarms(AlarmTable alarms, Window window) {
        TelemetryTable table = alarms.table();
        String when = name(table.timeColumn().orElse("Timestamp"));
        String entity = name(table.entityColumn().orElse("Entity"));
        String type = alarms.type().isEmpty() ? "" : ", " + name(alarms.type()) + " AS type";
        String group = alarms.type().isEmpty() ? "" : ", " + name(alarms.type());
        return "SELECT "
                + entity
                + " AS entity"
                + type
                + ", "
                + name(alarms.severity())
                + " AS severity, count(*) AS alarms, min("
                + when
                + ") AS first, max("
                + when
                + ") AS last FROM "
                + name(table.name())
                + " WHERE "
                + when
                + " BETWEEN "
                + time(table, window.from())
                + " AND "
                + time(table, window.until())
                + " GROUP BY "
                + entity
                + group
                + ", "
                + name(alarms.severity())
                + " ORDER BY first LIMIT 200";
    }

    /** Average of a metric before and in the window, for some entities. */
    static String beforeAndIn(
            TelemetryTable table, String column, Collection<String> entities, Window window) {
        String when = name(table.timeColumn().orElse("Timestamp"));
        String entity = name(table.entityColumn().orElse("Entity"));
        String from = time(table, window.from());
        String ids =
                entities.stream()
                        .limit(MAX_IN)
                        .map(Queries::text)
                        .collect(Collectors.joining(", "));
        return "SELECT "
                + entity
                + " AS entity, avg(CASE WHEN "
                + when
                + " < "
                + from
                + " THEN "
                + name(column)
                + " END) AS before, avg(CASE WHEN "
                + when
                + " >= "
                + from
                + " THEN "
                + name(column)
                + " END) AS now, count(*) AS samples FROM "
                + name(table.name())
                + " WHERE "
                + entity
                + " IN ("
                + ids
                + ") GROUP BY "
                + entity
                + " ORDER BY "
                + entity;
    }

    /** The values of metrics of one entity over time. */
    static String series(TelemetryTable table, String entity, List<String> columns, Window window) {
        String when = name(table.timeColumn().orElse("Timestamp"));
        String cells = columns.stream().map(Queries::name).collect(Collectors.joining(", "));
        return "SELECT "
                + when
                + ", "
                + cells
                + " FROM "
                + name(table.name())
                + " WHERE "
                + name(table.entityColumn().orElse("Entity"))
                + " = "
                + text(entity)
                + " AND "
                + when
                + " BETWEEN "
                + time(table, window.from())
                + " AND "
                + time(table, window.until())
                + " ORDER BY "
                + when
                + " LIMIT 600";
    }
}
