package dev.nocturne.bench.result;

import java.util.List;

/**
 * The outcome of a figure.
 *
 * @param rows the measured rows; empty if it failed
 * @param failure why it failed, or empty
 * @param seconds the duration in seconds
 */
public record FigureOutcome(
        String figure, String about, List<Row> rows, String failure, double seconds) {
    public boolean hasFailed() {
        return !failure.isEmpty();
    }
}
