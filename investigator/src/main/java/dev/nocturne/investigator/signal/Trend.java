package dev.nocturne.investigator.signal;

import java.util.Arrays;

/**
 * Steady drifts. The series is cut into equal spans of time whose medians are compared pair by pair
 * (Mann 1945, Kendall 1975: the share of pairs that rise); the slope is the median of the pairs'
 * slopes (Theil 1950, Sen 1968). A daily cycle rises as often as it falls and is no drift.
 */
final class Trend {
    private static final int BINS = 24;

    /** Fewer samples than this in a span make its median worthless. */
    private static final int MIN_PER_BIN = 3;

    /** Kendall's tau from which on a drift counts as steady; the 1 % point for 24 spans is 0.35. */
    private static final double STEADY = 0.6;

    private Trend() {}

    /** How far the drift has led in the bad direction, in units of the jitter around it. */
    static double of(Sample sample, int direction, double floor) {
        if (sample.size() < BINS * MIN_PER_BIN || direction == 0) {
            return 0;
        }
        double[] medians = medians(sample);
        int bins = medians.length;
        double[] slopes = new double[bins * (bins - 1) / 2];
        int rises = 0;
        int pairs = 0;
        for (int i = 0; i < bins; i++) {
            for (int j = i + 1; j < bins; j++) {
                double rise = (medians[j] - medians[i]) * direction;
                slopes[pairs++] = rise / (j - i);
                rises += rise > 0 ? 1 : rise < 0 ? -1 : 0;
            }
        }
        if (pairs == 0 || (double) rises / pairs < STEADY) {
            return 0;
        }
        double slope = Stats.median(slopes);
        return slope * (bins - 1) / Math.max(jitter(sample), floor);
    }

    private static double[] medians(Sample sample) {
        long from = sample.times()[0];
        long span = Math.max(1, sample.times()[sample.size() - 1] - from);
        double[] medians = new double[BINS];
        int filled = 0;
        int start = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int end =
                    bin == BINS - 1
                            ? sample.size()
                            : sample.firstAtOrAfter(from + span * (bin + 1) / BINS);
            if (end > start) {
                medians[filled++] = Stats.median(Arrays.copyOfRange(sample.values(), start, end));
            }
            start = Math.max(start, end);
        }
        return Arrays.copyOf(medians, filled);
    }

    /** Noise from one sample to the next; a drift hardly adds to it. */
    private static double jitter(Sample sample) {
        double[] steps = new double[sample.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(sample.values()[i + 1] - sample.values()[i]);
        }
        return Stats.MAD_TO_SIGMA * Stats.median(steps) / Math.sqrt(2);
    }
}
