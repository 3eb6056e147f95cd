package dev.nocturne.investigator.signal;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Counters that only ever rise, but for resets. What they say is how fast they rise: a fall is a
 * reset, after which the count is the rise (as {@code rate()} of Prometheus takes it).
 */
public final class Counters {
    /** Ends the name of a metric that was made of a counter. */
    public static final String PER_MINUTE = " per minute";

    private static final List<String> NAMES =
            WordLists.read("metrics.txt").getOrDefault("counter", List.of());

    private static final int MIN_SAMPLES = 8;
    private static final double MOSTLY = 0.95;
    private static final double MINUTE = 60_000;

    private Counters() {}

    /** Whether it is a counter by its name and its values. */
    public static boolean isCounter(Series series) {
        if (Words.of(series.metric()).stream().noneMatch(NAMES::contains)) {
            return false;
        }
        int steps = 0;
        int rises = 0;
        double last = Double.NaN;
        for (double value : series.values()) {
            if (!Double.isNaN(value)) {
                if (!Double.isNaN(last)) {
                    steps++;
                    rises += value >= last ? 1 : 0;
                }
                last = value;
            }
        }
        return steps >= MIN_SAMPLES && rises >= MOSTLY * steps;
    }

    /** How fast it rises, at each of its times but the first. */
    public static Series rates(Series series) {
        List<Long> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < series.size(); i++) {
            double value = series.values()[i];
            if (Double.isNaN(value)) {
                continue;
            }
            if (last >= 0 && series.times()[i] > series.times()[last]) {
                double rise = value - series.values()[last];
                double since = rise < 0 ? value : rise;
                times.add(series.times()[i]);
                values.add(since * MINUTE / (series.times()[i] - series.times()[last]));
            }
            last = i;
        }
        return new Series(
                series.group(),
                series.metric() + PER_MINUTE,
                series.entity(),
                series.labels(),
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The times at which it began again, epoch milliseconds. */
    public static List<Long> resets(Series series) {
        List<Long> resets = new ArrayList<>();
        double last = Double.NaN;
        for (int i = 0; i < series.size(); i++) {
            double value = series.values()[i];
            if (!Double.isNaN(value)) {
                if (value < last) {
                    resets.add(series.times()[i]);
                }
                last = value;
            }
        }
        return resets;
    }
}
