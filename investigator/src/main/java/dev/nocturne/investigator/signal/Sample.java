package dev.nocturne.investigator.signal;

import dev.nocturne.environment.Series;
import java.util.Arrays;

/** The values of a series that are there, with their times. */
final class Sample {
    private final long[] times;
    private final double[] values;

    private Sample(long[] times, double[] values) {
        this.times = times;
        this.values = values;
    }

    /** Least value the logarithm of a metric is taken of; a counter of errors may be 0. */
    private static final double LEAST = 1e-18;

    /** The values up to the time. */
    static Sample of(Series series, long until, boolean log) {
        int end = series.size();
        while (end > 0 && series.times()[end - 1] > until) {
            end--;
        }
        long[] times = Arrays.copyOf(series.times(), end);
        double[] values = Arrays.copyOf(series.values(), end);
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                times[count] = times[i];
                values[count] = log ? Math.log10(Math.max(values[i], LEAST)) : values[i];
                count++;
            }
        }
        return new Sample(Arrays.copyOf(times, count), Arrays.copyOf(values, count));
    }

    /** Ascending; not to be changed. */
    long[] times() {
        return times;
    }

    /** The values at those times; not to be changed. */
    double[] values() {
        return values;
    }

    int size() {
        return times.length;
    }

    int firstAtOrAfter(long time) {
        int at = Arrays.binarySearch(times, time);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && times[at - 1] == time) {
            at--;
        }
        return at;
    }
}
