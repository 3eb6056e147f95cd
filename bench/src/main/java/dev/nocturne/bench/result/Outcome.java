package dev.nocturne.bench.result;

import java.util.List;

/**
 * What became of a figure.
 *
 * @param rows what was measured; empty when it failed
 * @param failure why it failed, or empty
 * @param seconds it took
 */
public record Outcome(String figure, String about, List<Row> rows, String failure, double seconds) {
    public boolean failed() {
        return !failure.isEmpty();
    }
}
