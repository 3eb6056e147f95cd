package dev.nocturne.bench.client;

import java.util.Arrays;

/** All latencies of a measurement, without rounding. For one writing thread at a time. */
public final class Latencies {
    private static final double MILLI = 1e6;

    private long[] nanos = new long[4096];
    private int count;

    public synchronized void add(long latency) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = latency;
    }

    public synchronized int count() {
        return count;
    }

    /** The latency in ms that this share (0 to 1) of all latencies does not exceed. */
    public synchronized double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1, Math.round(share * count))] / MILLI;
    }
}
