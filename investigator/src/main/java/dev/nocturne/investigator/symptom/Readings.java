package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import java.util.Arrays;

/** The values of a series that are there. */
final class Readings {
    private Readings() {}

    /** The values measured in the window, oldest first. */
    static double[] within(Series series, Window window) {
        long[] times = series.times();
        double[] found = new double[16];
        int count = 0;
        for (int i = begin(series, window); i < times.length && window.contains(times[i]); i++) {
            if (!Double.isNaN(series.values()[i])) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = series.values()[i];
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The time of the first value in the window; its start if there is none. */
    static long first(Series series, Window window) {
        long[] times = series.times();
        for (int i = begin(series, window); i < times.length && window.contains(times[i]); i++) {
            if (!Double.isNaN(series.values()[i])) {
                return times[i];
            }
        }
        return window.from();
    }

    /** The position of the first time that is not before the window. */
    private static int begin(Series series, Window window) {
        long[] times = series.times();
        int from = Arrays.binarySearch(times, window.from());
        int first = from < 0 ? -from - 1 : from;
        while (first > 0 && times[first - 1] == window.from()) {
            first--;
        }
        return first;
    }

    /** The time of the last value up to the moment; {@code Long.MIN_VALUE} if there is none. */
    static long last(Series series, long until) {
        for (int i = series.size() - 1; i >= 0; i--) {
            if (series.times()[i] <= until && !Double.isNaN(series.values()[i])) {
                return series.times()[i];
            }
        }
        return Long.MIN_VALUE;
    }
}
