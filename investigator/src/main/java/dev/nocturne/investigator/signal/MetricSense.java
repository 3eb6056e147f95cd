package dev.nocturne.investigator.signal;

import dev.nocturne.investigator.dependency.Words;
import java.util.List;
import java.util.Set;

/**
 * What a metric's name and values tell: which way is bad, what family it belongs to, and the
 * smallest difference worth looking at in its unit.
 *
 * @param direction +1 when more is worse, -1 when less is worse, 0 when either may be
 * @param floor least scale of its noise, in its own unit
 * @param log whether orders of magnitude matter, not differences
 */
public record MetricSense(Family family, int direction, double floor, boolean log) {
    /** Metrics that tell of the same sort of trouble. */
    public enum Family {
        LATENCY,
        ERRORS,
        AVAILABILITY,
        SIGNAL,
        LOAD,
        TRAFFIC,
        OTHER
    }

    private static final Set<String> LATENCY =
            Set.of(
                    "latency",
                    "duration",
                    "delay",
                    "response",
                    "rtt",
                    "elapsed",
                    "jitter",
                    "wait",
                    "lag",
                    "ping",
                    "p50",
                    "p75",
                    "p90",
                    "p95",
                    "p99");
    private static final Set<String> ERRORS =
            Set.of(
                    "error",
                    "errors",
                    "errored",
                    "err",
                    "loss",
                    "lost",
                    "drop",
                    "drops",
                    "dropped",
                    "discards",
                    "fail",
                    "fails",
                    "failed",
                    "failure",
                    "failures",
                    "fault",
                    "faults",
                    "ber",
                    "retransmissions",
                    "retries",
                    "retry",
                    "timeout",
                    "timeouts",
                    "exceptions",
                    "5xx",
                    "4xx",
                    "rejected",
                    "rejects",
                    "crc",
                    "restarts",
                    "crashes",
                    "flaps");
    private static final Set<String> AVAILABILITY =
            Set.of(
                    "availability",
                    "available",
                    "success",
                    "successful",
                    "uptime",
                    "healthy",
                    "health",
                    "up",
                    "reachability",
                    "delivery",
                    "sla");
    private static final Set<String> SIGNAL =
            Set.of(
                    "power",
                    "signal",
                    "osnr",
                    "snr",
                    "rssi",
                    "gain",
                    "margin",
                    "light",
                    "rx",
                    "tx",
                    "dbm",
                    "throughput",
                    "goodput",
                    "hit",
                    "strain");
    private static final Set<String> LOAD =
            Set.of(
                    "cpu",
                    "memory",
                    "mem",
                    "heap",
                    "utilization",
                    "utilisation",
                    "util",
                    "usage",
                    "load",
                    "saturation",
                    "queue",
                    "backlog",
                    "depth",
                    "connections",
                    "threads",
                    "pool",
                    "temperature",
                    "temp",
                    "vibration",
                    "pressure",
                    "humidity",
                    "current",
                    "age",
                    "gc",
                    "pause",
                    "iops",
                    "disk",
                    "locks",
                    "lock",
                    "blocked",
                    "throttled",
                    "attenuation",
                    "used");
    private static final Set<String> TRAFFIC =
            Set.of(
                    "requests",
                    "request",
                    "req",
                    "rps",
                    "qps",
                    "calls",
                    "count",
                    "hits",
                    "traffic",
                    "volume",
                    "invocations",
                    "orders",
                    "transactions",
                    "messages",
                    "sessions",
                    "tps",
                    "rate",
                    "users",
                    "active");
    private static final Set<String> LEFT = Set.of("free", "remaining", "idle", "headroom", "left");
    private static final Set<String> TIME_UNITS =
            Set.of("ms", "millis", "milliseconds", "seconds", "sec", "micros");

    /** Below this median, positive values are told in orders of magnitude. */
    private static final double TINY = 1e-4;

    /** Half of what one would call the same value, by unit. */
    private static final double FLOOR_SECONDS = 0.0005;

    private static final double FLOOR_MILLIS = 0.05;
    private static final double FLOOR_PERCENT = 0.1;
    private static final double FLOOR_LOAD_PERCENT = 1.0;
    private static final double FLOOR_SHARE = 0.001;
    private static final double FLOOR_DECIBEL = 0.1;
    private static final double FLOOR_DEGREES = 0.5;
    private static final double FLOOR_DECADES = 0.1;

    /** What the name says, together with how big the values usually are. */
    public static MetricSense of(String column, Typical typical) {
        List<String> words = Words.of(column);
        Family family = family(words);
        boolean log = typical.smallest() > 0 && typical.median() < TINY;
        int direction =
                switch (family) {
                    case LATENCY, ERRORS, LOAD -> 1;
                    case AVAILABILITY, SIGNAL -> -1;
                    case TRAFFIC, OTHER -> 0;
                };
        return new MetricSense(
                family, direction, log ? FLOOR_DECADES : floor(words, family, typical), log);
    }

    /**
     * The size of the values of a column over all entities.
     *
     * @param step smallest difference between two of them that is not zero
     */
    public record Typical(double smallest, double median, double largest, double step) {}

    static Family family(List<String> words) {
        if (has(words, ERRORS)) {
            return Family.ERRORS;
        }
        if (has(words, AVAILABILITY)) {
            return Family.AVAILABILITY;
        }
        if (has(words, LATENCY)) {
            return Family.LATENCY;
        }
        if (has(words, LEFT)) {
            return Family.SIGNAL;
        }
        if (has(words, LOAD)) {
            return Family.LOAD;
        }
        if (has(words, SIGNAL)) {
            return Family.SIGNAL;
        }
        if (has(words, TRAFFIC)) {
            return Family.TRAFFIC;
        }
        return has(words, TIME_UNITS) ? Family.LATENCY : Family.OTHER;
    }

    /** The family a piece of text speaks of, {@code OTHER} when it names none. */
    public static Family spokenOf(String text) {
        List<String> words = Words.of(text);
        if (has(words, AVAILABILITY)) {
            return Family.AVAILABILITY;
        }
        return family(words);
    }

    private static boolean has(List<String> words, Set<String> set) {
        return words.stream().anyMatch(set::contains);
    }

    private static double floor(List<String> words, Family family, Typical typical) {
        if (words.contains("ms") || words.contains("millis") || words.contains("milliseconds")) {
            return FLOOR_MILLIS;
        }
        if (words.contains("db") || words.contains("dbm")) {
            return FLOOR_DECIBEL;
        }
        if (words.contains("pct") || words.contains("percent") || words.contains("percentage")) {
            return family == Family.LOAD ? FLOOR_LOAD_PERCENT : percentFloor(typical);
        }
        return switch (family) {
            case LATENCY -> typical.median() < 5 ? FLOOR_SECONDS : FLOOR_MILLIS;
            case AVAILABILITY -> typical.largest() > 1.5 ? FLOOR_PERCENT : FLOOR_SHARE;
            case ERRORS -> typical.largest() <= 1 ? FLOOR_SHARE : typical.step();
            case LOAD ->
                    words.contains("temp") || words.contains("temperature")
                            ? FLOOR_DEGREES
                            : typical.step();
            case SIGNAL -> typical.smallest() < 0 ? FLOOR_DECIBEL : typical.step();
            case TRAFFIC, OTHER -> typical.step();
        };
    }

    /** Losses of thousandths of a percent are measured finer than availabilities. */
    private static double percentFloor(Typical typical) {
        return Math.abs(typical.median()) < FLOOR_PERCENT ? typical.step() : FLOOR_PERCENT;
    }
}
