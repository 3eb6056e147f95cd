package dev.nocturne.sources.pack;

import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the file of a telemetry table was read.
 *
 * @param file path inside the pack
 * @param format encoding and separator where they are not UTF-8 and comma; empty otherwise
 * @param timeFormat in words; empty in a table without a time column
 * @param offset from UTC that the last time of the table is written with; empty where it has none
 *     or is UTC itself
 * @param rowsWithoutTime rows left out because their time is missing
 */
public record TableReading(
        String file,
        String format,
        String timeFormat,
        Optional<ZoneOffset> offset,
        int rowsWithoutTime) {}
