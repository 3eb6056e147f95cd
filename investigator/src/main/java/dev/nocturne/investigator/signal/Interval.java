package dev.nocturne.investigator.signal;

import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.Window;

/** How often a table is sampled around a moment. */
public final class Interval {
    /** Longest gap between samples that still is an interval of measurement. */
    private static final long MAX_MILLIS = 3_600_000;

    private Interval() {}

    /**
     * The gap between the last two different sample times up to the moment, in milliseconds; at
     * most an hour, 0 where there are fewer than two.
     */
    public static long at(TelemetryTable table, long time) {
        int row = table.rows(new Window(Long.MIN_VALUE, time)).end() - 1;
        if (row < 0 || table.timeColumn().isEmpty()) {
            return 0;
        }
        long last = table.time(row);
        while (row >= 0 && table.time(row) == last) {
            row--;
        }
        return row < 0 ? 0 : Math.min(MAX_MILLIS, last - table.time(row));
    }
}
