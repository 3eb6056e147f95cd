package dev.nocturne.investigator.signal;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.Collection;
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

    /** Words of what has a level that may rise for long, but is no count. */
    private static final List<String> LEVELS =
            WordLists.read("metrics.txt").getOrDefault("level", List.of());

    private static final int MIN_SAMPLES = 8;

    /** Steps of the longest series from which on values tell a counter whatever its name. */
    private static final int MANY_STEPS = 60;

    /** Steps that rise, for each time that it begins again. */
    private static final int MIN_RISES = 3;

    /** What falls from less than this to nothing goes up and down. */
    private static final double MIN_COUNT = 20;

    /** A counter that begins again begins near zero. */
    private static final double RESET = 0.1;

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

    /**
     * Whether these, which are all series of one metric, are counters by their values: whole
     * numbers that never fall but to begin again, over so many steps that what goes up and down
     * would have fallen.
     */
    public static boolean areCounters(Collection<Series> ofOneMetric) {
        boolean isLevel =
                ofOneMetric.stream()
                        .limit(1)
                        .anyMatch(s -> Words.of(s.metric()).stream().anyMatch(LEVELS::contains));
        if (isLevel) {
            return false;
        }
        int longest = 0;
        int rises = 0;
        int resets = 0;
        for (Series series : ofOneMetric) {
            int steps = 0;
            double last = Double.NaN;
            for (double value : series.values()) {
                if (Double.isNaN(value)) {
                    continue;
                }
                boolean isReset = value <= RESET * last && last >= MIN_COUNT;
                resets += value < last ? 1 : 0;
                boolean falls = value < last && !isReset;
                if (value < 0 || value != Math.rint(value) || falls) {
                    return false;
                }
                steps += Double.isNaN(last) ? 0 : 1;
                rises += value > last ? 1 : 0;
                last = value;
            }
            longest = Math.max(longest, steps);
        }
        return longest >= MANY_STEPS && rises >= MIN_RISES * (1 + resets);
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
                        values.stream().mapToDouble(Double::doubleValue).toArray())
                .askedBy(series.query());
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
