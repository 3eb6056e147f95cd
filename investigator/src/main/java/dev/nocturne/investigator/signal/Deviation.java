package dev.nocturne.investigator.signal;

import dev.nocturne.environment.Window;

/**
 * How one metric of one entity stands in a window, against its own past.
 *
 * @param usual median of the past; of its decimal logarithm where {@link MetricSense#log()}
 * @param scale noise of the past in the same unit, at least the floor of the unit
 * @param now median of the window, as {@code usual}
 * @param middle the value of the window that is nearest to {@code now}, as measured
 * @param last last value of the window, as measured
 * @param score how far {@code now} is off in the bad direction, in scales; negative when better
 *     than usual
 * @param lastScore the same for the last value
 * @param beyond whether {@code now} lies outside of nearly all of the past
 * @param since when it began to be off without a break, epoch milliseconds; the time of the first
 *     value of the window when it is not off
 * @param lastAt time of the last value, epoch milliseconds
 * @param trend how far a steady drift has brought it in the bad direction, in units of its own
 *     jitter; 0 without a steady drift
 */
public record Deviation(
        String table,
        String column,
        String entity,
        MetricSense sense,
        double usual,
        double scale,
        double now,
        double middle,
        double last,
        double score,
        double lastScore,
        boolean beyond,
        long since,
        double trend,
        int samples,
        long lastAt,
        Window window) {
    /** The limit: a median off by more than this many scales is no noise. */
    public static final double ANOMALOUS = 5;

    /** A single last value has to be off further than a median. */
    public static final double DARK = 10;

    public boolean anomalous() {
        return beyond && score > ANOMALOUS;
    }

    /** Anomalous, or its last value so far off that it stands for itself. */
    public boolean failing() {
        return anomalous() || lastScore > DARK;
    }

    public boolean drifting() {
        return trend > ANOMALOUS;
    }

    /** How much worse than usual, in the metric's own unit; 0 when not worse. */
    public double excess() {
        return Math.max(0, score * scale);
    }

    /** The greater of the scores. */
    public double strength() {
        return Math.max(score, lastScore);
    }

    /** The usual value as measured. */
    public double usualValue() {
        return sense.log() ? Math.pow(10, usual) : usual;
    }

    /** The window's value as measured. */
    public double nowValue() {
        return sense.log() ? Math.pow(10, now) : now;
    }

    /** The measured value to show: the last one where it is worse than the others. */
    public double shown() {
        return lastScore > score ? last : middle;
    }

    public String metric() {
        return table + "." + column;
    }
}
