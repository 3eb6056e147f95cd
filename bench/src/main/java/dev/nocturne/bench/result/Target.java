package dev.nocturne.bench.result;

/** The target of a row. */
public sealed interface Target {
    /** The ratio of the measured value to the reference is at least this. */
    record RatioAtLeast(double bound) implements Target {}

    /** The ratio of the measured value to the reference is at most this. */
    record RatioAtMost(double bound) implements Target {}

    /** The measured value is at most this. */
    record AtMost(double bound) implements Target {}

    /** Only reported. */
    record None() implements Target {}

    static Target ratioAtLeast(double bound) {
        return new RatioAtLeast(bound);
    }

    static Target ratioAtMost(double bound) {
        return new RatioAtMost(bound);
    }

    static Target atMost(double bound) {
        return new AtMost(bound);
    }

    static Target none() {
        return new None();
    }

    /** The target as text. */
    default String text() {
        return switch (this) {
            case RatioAtLeast t -> ">= " + Measurements.number(t.bound()) + "x";
            case RatioAtMost t -> "<= " + Measurements.number(t.bound()) + "x";
            case AtMost t -> "<= " + Measurements.number(t.bound());
            case None t -> "";
        };
    }
}
