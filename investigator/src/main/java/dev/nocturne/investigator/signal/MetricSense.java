package dev.nocturne.investigator.signal;

import dev.nocturne.environment.CallMetrics;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.List;
import java.util.Map;

/**
 * What a metric's name ({@code metrics.txt}) and values say: whether more or less of it is worse,
 * which family it belongs to, and the smallest difference worth looking at in its unit.
 *
 * @param direction +1 when more is worse, -1 when less is worse, 0 when either may be
 * @param floor least scale of its noise, in its own unit
 * @param relative least scale of its noise, as a share of what is usual: a memory that is a
 *     thousandth larger than ever is no trouble
 * @param log whether orders of magnitude matter, not differences
 */
public record MetricSense(
        Family family, int direction, double floor, double relative, boolean log) {
    /** Metrics that show the same sort of trouble. */
    public enum Family {
        LATENCY,
        ERRORS,
        AVAILABILITY,
        SIGNAL,
        LOAD,
        TRAFFIC,
        OTHER
    }

    private static final Map<String, List<String>> WORDS = WordLists.read("metrics.txt");

    /** Below this median, positive values are compared by orders of magnitude. */
    private static final double TINY = 1e-4;

    /** Smaller differences are noise, by unit. */
    private static final double NEARLY_ALL = 90;

    private static final double FLOOR_SECONDS = 0.0005;

    private static final double FLOOR_MILLIS = 0.05;
    private static final double FLOOR_PERCENT = 0.1;
    private static final double FLOOR_LOAD_PERCENT = 1.0;
    private static final double FLOOR_SHARE = 0.001;
    private static final double FLOOR_DECIBEL = 0.1;
    private static final double FLOOR_DEGREES = 0.5;
    private static final double FLOOR_DECADES = 0.1;
    private static final double RELATIVE_AMOUNT = 0.03;
    private static final double RELATIVE_TIME = 0.04;

    /** What the name says, together with how big the values usually are. */
    public static MetricSense of(String column, Typical typical) {
        List<String> words = Words.of(column);
        Family family =
                column.contains(CallMetrics.RATE)
                        ? Family.TRAFFIC
                        : isTimeOfCalls(column, words) ? Family.LATENCY : family(words);
        if (family == Family.OTHER || family == Family.TRAFFIC) {
            family = isShareOfGood(words, typical) ? Family.AVAILABILITY : family;
        }
        boolean log = typical.smallest() > 0 && typical.median() < TINY;
        int direction =
                switch (family) {
                    case LATENCY, ERRORS, LOAD -> 1;
                    case AVAILABILITY, SIGNAL -> -1;
                    case TRAFFIC, OTHER -> 0;
                };
        return new MetricSense(
                family,
                direction,
                log ? FLOOR_DECADES : floor(words, family, typical),
                log ? 0 : relative(words, family),
                log);
    }

    /** {@code requests_seconds} alone may be how many or how long, its average is how long. */
    private static boolean isTimeOfCalls(String column, List<String> words) {
        return (column.contains(CallMetrics.AVERAGE) || column.contains(CallMetrics.TAIL))
                && family(words) == Family.TRAFFIC
                && has(words, "time unit");
    }

    /** A percentage that usually is nearly all of it says how much goes well. */
    private static boolean isShareOfGood(List<String> words, Typical typical) {
        return has(words, "percent")
                && typical.median() >= NEARLY_ALL
                && typical.largest() <= 100
                && typical.smallest() >= 0;
    }

    /**
     * The size of the values of a column over all entities.
     *
     * @param step smallest difference between two of them that is not zero
     */
    public record Typical(double smallest, double median, double largest, double step) {}

    static Family family(List<String> words) {
        if (has(words, "errors")) {
            return Family.ERRORS;
        }
        if (has(words, "availability")) {
            return Family.AVAILABILITY;
        }
        if (has(words, "latency")) {
            return Family.LATENCY;
        }
        if (has(words, "remaining")) {
            return Family.SIGNAL;
        }
        if (has(words, "load")) {
            return Family.LOAD;
        }
        if (has(words, "signal")) {
            return Family.SIGNAL;
        }
        if (has(words, "traffic")) {
            return Family.TRAFFIC;
        }
        return has(words, "time unit") ? Family.LATENCY : Family.OTHER;
    }

    /** The family a piece of text speaks of, {@code OTHER} when it names none. */
    public static Family spokenOf(String text) {
        List<String> words = Words.of(text);
        if (has(words, "availability")) {
            return Family.AVAILABILITY;
        }
        return family(words);
    }

    /** Whether one of the words is in the list of that key. */
    private static boolean has(List<String> words, String key) {
        List<String> list = WORDS.getOrDefault(key, List.of());
        return words.stream().anyMatch(list::contains);
    }

    /**
     * Times and amounts have no unit in which a small difference is known, and five times this is
     * worth looking at. Not so of what has limits that it is usually near, such as temperatures.
     */
    private static double relative(List<String> words, Family family) {
        boolean isAmount =
                has(words, "amount")
                        || (family == Family.LOAD
                                && !has(words, "percent")
                                && !has(words, "temperature"));
        return isAmount ? RELATIVE_AMOUNT : family == Family.LATENCY ? RELATIVE_TIME : 0;
    }

    private static double floor(List<String> words, Family family, Typical typical) {
        if (has(words, "milliseconds")) {
            return FLOOR_MILLIS;
        }
        if (has(words, "decibels")) {
            return FLOOR_DECIBEL;
        }
        if (has(words, "percent")) {
            return family == Family.LOAD ? FLOOR_LOAD_PERCENT : percentFloor(typical);
        }
        return switch (family) {
            case LATENCY -> typical.median() < 5 ? FLOOR_SECONDS : FLOOR_MILLIS;
            case AVAILABILITY -> typical.largest() > 1.5 ? FLOOR_PERCENT : FLOOR_SHARE;
            case ERRORS -> typical.largest() <= 1 ? FLOOR_SHARE : typical.step();
            case LOAD -> has(words, "temperature") ? FLOOR_DEGREES : typical.step();
            case SIGNAL -> typical.smallest() < 0 ? FLOOR_DECIBEL : typical.step();
            case TRAFFIC, OTHER -> typical.step();
        };
    }

    /** Losses of thousandths of a percent are measured finer than availabilities. */
    private static double percentFloor(Typical typical) {
        return Math.abs(typical.median()) < FLOOR_PERCENT ? typical.step() : FLOOR_PERCENT;
    }
}
