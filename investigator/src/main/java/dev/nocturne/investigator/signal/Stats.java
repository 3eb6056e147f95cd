package dev.nocturne.investigator.signal;

import java.util.Arrays;

/** Robust statistics of small samples. */
public final class Stats {
    /** Makes the median absolute deviation of a normal sample estimate its standard deviation. */
    public static final double MAD_TO_SIGMA = 1.4826;

    private Stats() {}

    /** NaN of an empty sample. */
    public static double median(double[] sample) {
        return quantile(sorted(sample), 0.5);
    }

    /**
     * The value in the middle of a sample in order; of the two middle ones of an even number, the
     * one farther from {@code usual}. Unlike a median it always is a value of the sample.
     */
    public static double middle(double[] sample, double usual) {
        double[] sorted = sorted(sample);
        double low = sorted[(sorted.length - 1) / 2];
        double high = sorted[sorted.length / 2];
        return Math.abs(low - usual) > Math.abs(high - usual) ? low : high;
    }

    static double[] sorted(double[] sample) {
        double[] copy = sample.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** Linear between neighbours; NaN of an empty sample. */
    public static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /** Median absolute deviation from the centre, scaled to estimate a standard deviation. */
    public static double spread(double[] sample, double centre) {
        double[] off = new double[sample.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(sample[i] - centre);
        }
        return MAD_TO_SIGMA * median(off);
    }

    /** Pearson's correlation of equally long samples; 0 where one of them is constant. */
    public static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa <= 0 || bb <= 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    /** Log of a sum of numbers given by their logs. */
    public static double logSum(double[] logs) {
        return logSum(logs, logs.length);
    }

    /** Log of the sum of the first {@code count} numbers, given by their logs. */
    public static double logSum(double[] logs, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, logs[i]);
        }
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp(logs[i] - max);
        }
        return max + Math.log(sum);
    }
}
