package dev.nocturne.sources.pack.telemetry;

/**
 * One entity's values of one column over time, oldest first. Created for each caller, who may keep
 * the arrays.
 */
public final class Series {

    private final long[] times;
    private final double[] values;

    Series(long[] times, double[] values) {
        if (times.length != values.length) {
            throw new IllegalStateException(times.length + " times, " + values.length + " values");
        }
        this.times = times;
        this.values = values;
    }

    public int size() {
        return times.length;
    }

    /** Epoch milliseconds, ascending; rows of the same instant keep the order of the file. */
    public long[] times() {
        return times;
    }

    /** The values at those times; NaN where the cell is empty. */
    public double[] values() {
        return values;
    }
}
