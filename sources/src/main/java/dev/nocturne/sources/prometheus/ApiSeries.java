package dev.nocturne.sources.prometheus;

import java.util.Map;

/**
 * One series of an answer. Its arrays are not copied; do not change them.
 *
 * <p>A series of native histograms has labels and no values.
 */
final class ApiSeries {
    private final Map<String, String> labels;
    private final long[] times;
    private final double[] values;

    /**
     * @param labels cannot be changed; the name of the metric is {@code __name__}
     * @param times epoch milliseconds, ascending
     * @param values at those times; may be NaN or infinite
     */
    ApiSeries(Map<String, String> labels, long[] times, double[] values) {
        this.labels = labels;
        this.times = times;
        this.values = values;
    }

    Map<String, String> labels() {
        return labels;
    }

    long[] times() {
        return times;
    }

    double[] values() {
        return values;
    }

    int size() {
        return times.length;
    }

    @Override
    public String toString() {
        return labels + " with " + times.length + " values";
    }
}
