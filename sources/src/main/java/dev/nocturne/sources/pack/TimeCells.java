package dev.nocturne.sources.pack;

import dev.nocturne.sources.pack.time.TimeFormat;
import java.util.OptionalLong;

/**
 * Reads the times of a table, row by row. In most tables many rows of one instant follow each
 * other: what was read last is not read again.
 */
final class TimeCells {

    private final TimeFormat format;
    private String last = "";
    private OptionalLong time = OptionalLong.empty();

    TimeCells(TimeFormat format) {
        this.format = format;
    }

    /** As {@link TimeFormat#parse}. */
    OptionalLong parse(String text) {
        if (!text.equals(last)) {
            time = format.parse(text);
            last = text;
        }
        return time;
    }
}
