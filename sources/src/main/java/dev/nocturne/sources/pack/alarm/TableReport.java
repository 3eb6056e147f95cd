package dev.nocturne.sources.pack.alarm;

import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.TableReading;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was understood of one telemetry table.
 *
 * @param from time of the first row; empty without a time column
 * @param until time of the last row
 * @param entityColumn empty when no column holds ids of entities
 * @param knownIds different ids in it that the pack has
 * @param unknownIds different other values in it
 * @param metrics columns that are compared with their past
 * @param severityColumn empty in a table that holds no alarms
 * @param severities what its values mean
 * @param ended how rows say that an alarm is over; empty when only severities do
 * @param unused why the investigator does not use the table; empty when it does
 */
public record TableReport(
        String name,
        String file,
        String format,
        int rows,
        String from,
        String until,
        String timeColumn,
        String timeFormat,
        String entityColumn,
        int knownIds,
        int unknownIds,
        List<String> metrics,
        String severityColumn,
        String severities,
        String ended,
        String unused) {

    /** The tables of the pack, in its order. */
    public static List<TableReport> of(Pack pack) {
        return pack.telemetry().tables().stream().map(table -> of(pack, table)).toList();
    }

    /** A sentence for each table that the investigator does not use. */
    public static List<String> unused(Pack pack) {
        return of(pack).stream()
                .filter(table -> !table.unused.isEmpty())
                .map(table -> table.file + ": not used for diagnoses, because " + table.unused)
                .toList();
    }

    private static TableReport of(Pack pack, TelemetryTable table) {
        TableReading reading = pack.reading(table.name());
        Optional<AlarmTable> alarms = AlarmTable.of(table);
        int known = (int) table.entities().stream().filter(pack.topology()::contains).count();
        return new TableReport(
                table.name(),
                reading.file(),
                reading.format(),
                table.size(),
                table.span().map(span -> Instant.ofEpochMilli(span.from()).toString()).orElse(""),
                table.span().map(span -> Instant.ofEpochMilli(span.until()).toString()).orElse(""),
                table.timeColumn().orElse(""),
                reading.timeFormat(),
                table.entityColumn().orElse(""),
                known,
                table.entities().size() - known,
                alarms.isPresent() ? List.of() : table.numericColumns(),
                alarms.map(AlarmTable::severity).orElse(""),
                alarms.map(alarm -> alarm.scale().words()).orElse(""),
                alarms.map(alarm -> alarm.end().words()).orElse(""),
                reason(table, alarms.isPresent()));
    }

    private static String reason(TelemetryTable table, boolean alarms) {
        if (table.size() == 0) {
            return "it has no rows";
        }
        if (table.timeColumn().isEmpty()) {
            return "it has no time column";
        }
        if (table.entityColumn().isEmpty()) {
            return "no column holds mostly ids of entities";
        }
        return alarms || !table.numericColumns().isEmpty()
                ? ""
                : "it has neither numbers nor severities";
    }

    /** All of it in one line. */
    public String sentence() {
        List<String> parts = new ArrayList<>();
        parts.add(rows == 1 ? "1 row" : rows + " rows");
        if (!format.isEmpty()) {
            parts.add("read as " + format);
        }
        parts.add(
                timeColumn.isEmpty()
                        ? "no time column"
                        : "time " + timeColumn + " (" + timeFormat + ")");
        if (!from.isEmpty()) {
            parts.add(from + " to " + until);
        }
        parts.add(
                entityColumn.isEmpty()
                        ? "no entity column"
                        : "entity "
                                + entityColumn
                                + " ("
                                + knownIds
                                + (knownIds == 1 ? " known id" : " known ids")
                                + (unknownIds == 0 ? ")" : ", " + unknownIds + " unknown)"));
        if (!severityColumn.isEmpty()) {
            parts.add("alarms by " + severityColumn + ": " + severities);
        }
        if (!ended.isEmpty()) {
            parts.add(ended);
        }
        if (!metrics.isEmpty()) {
            parts.add("metrics " + String.join(", ", metrics));
        }
        return name + ": " + String.join("; ", parts);
    }
}
