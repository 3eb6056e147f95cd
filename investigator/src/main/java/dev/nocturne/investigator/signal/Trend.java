package dev.nocturne.investigator.signal;

import java.util.Arrays;

/**
 * Steady drifts. The series is cut into equal spans of time whose medians are compared pair by pair
 * (Mann 1945, Kendall 1975: the share of pairs that rise); the slope is the median of the pairs'
 * slopes (Theil 1950, Sen 1968). A daily cycle rises as often as it falls and is no drift.
 *
 * @param strength how far the drift has led in the bad direction, in units of the jitter around it
 * @param since when it had left what it was at the beginning, epoch milliseconds
 */
record Trend(double strength, long since) {
    static final Trend NONE = new Trend(0, Long.MAX_VALUE);

    /** What it was at the beginning is the median of so many spans. */
    private static final int FIRST = 6;

    /** So many units of jitter away a span is no more what it was at the beginning. */
    private static final double AWAY = 3;

    private static final int BINS = 24;

    /** Fewer samples than this in a span make its median worthless. */
    private static final int MIN_PER_BIN = 3;

    /** So many samples, such as one a day, are compared one by one. */
    private static final int MIN_SAMPLES = 15;

    /**
     * Kendall's tau from which on a drift counts as steady; the 1 % point is 0.35 for 24 spans and
     * 0.47 for 15.
     */
    private static final double STEADY = 0.6;

    static Trend of(Sample sample, int direction, double floor) {
        if (sample.size() < MIN_SAMPLES) {
            return NONE;
        }
        double[] medians =
                sample.size() < BINS * MIN_PER_BIN
                        ? Arrays.copyOf(sample.values(), sample.size())
                        : medians(sample);
        int bins = medians.length;
        double[] slopes = new double[bins * (bins - 1) / 2];
        int rises = 0;
        int pairs = 0;
        for (int i = 0; i < bins; i++) {
            for (int j = i + 1; j < bins; j++) {
                double rise = (medians[j] - medians[i]) * (direction == 0 ? 1 : direction);
                slopes[pairs++] = rise / (j - i);
                rises += rise > 0 ? 1 : rise < 0 ? -1 : 0;
            }
        }
        double steadiness = pairs == 0 ? 0 : (double) rises / pairs;
        if ((direction == 0 ? Math.abs(steadiness) : steadiness) < STEADY) {
            return NONE;
        }
        double slope = Stats.median(slopes);
        double jitter = Math.max(jitter(sample), floor);
        return new Trend(
                (direction == 0 ? Math.abs(slope) : slope) * (bins - 1) / jitter,
                since(sample, medians, jitter));
    }

    private static long since(Sample sample, double[] medians, double jitter) {
        double first = Stats.median(Arrays.copyOf(medians, Math.min(FIRST, medians.length)));
        int bin = medians.length;
        while (bin > 0 && Math.abs(medians[bin - 1] - first) > AWAY * jitter) {
            bin--;
        }
        long from = sample.times()[0];
        long span = sample.times()[sample.size() - 1] - from;
        int at = sample.firstAtOrAfter(from + span * bin / medians.length);
        return sample.times()[Math.min(at, sample.size() - 1)];
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
