package dev.nocturne.scenario;

import java.util.OptionalLong;

/**
 * Reads the times of a table, row by row. In most tables many rows of one instant follow each
 * other: what was read last is not read again.
 */
final class TimeCells {

    private String last = "";
    private OptionalLong time = OptionalLong.empty();

    /** As {@link Times#parse}. */
    OptionalLong parse(String text) {
        if (!text.equals(last)) {
            time = Times.parse(text);
            last = text;
        }
        return time;
    }
}
