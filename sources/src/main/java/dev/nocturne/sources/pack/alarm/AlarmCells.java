package dev.nocturne.sources.pack.alarm;

import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.util.List;
import java.util.stream.IntStream;

/** Cells of an alarm table as texts, whatever kind of column they are in. */
final class AlarmCells {

    private AlarmCells() {}

    /** A whole number without its fraction; empty for a missing value. */
    static String text(TelemetryTable table, int row, String column) {
        if (!table.numericColumns().contains(column)) {
            return table.text(row, column).strip();
        }
        double number = table.number(row, column);
        if (Double.isNaN(number)) {
            return "";
        }
        return number == Math.rint(number) && Math.abs(number) < 1L << 53
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

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
                .mapToObj(row -> text(table, row, column))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }
}
