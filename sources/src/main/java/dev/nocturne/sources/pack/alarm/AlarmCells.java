package dev.nocturne.sources.pack.alarm;

import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.util.List;
import java.util.stream.IntStream;

/** Cells of an alarm table as texts, whatever kind of column they are in. */
final class AlarmCells {

    private AlarmCells() {}

    /** The different values that are not empty, in order of the rows. */
    static List<String> distinct(TelemetryTable table, String column) {
        if (!table.numericColumns().contains(column)) {
            return table.distinct(column).stream()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .distinct()
                    .toList();
        }
        return IntStream.range(0, table.size())
                .mapToObj(row -> table.cell(row, column))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }
}
