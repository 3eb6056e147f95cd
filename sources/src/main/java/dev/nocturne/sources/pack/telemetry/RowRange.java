package dev.nocturne.sources.pack.telemetry;

import java.util.stream.IntStream;

/**
 * Consecutive rows of a table, by index.
 *
 * @param first first row
 * @param end one past the last row
 */
public record RowRange(int first, int end) {

    public int size() {
        return end - first;
    }

    public boolean isEmpty() {
        return end <= first;
    }

    public IntStream stream() {
        return IntStream.range(first, end);
    }
}
