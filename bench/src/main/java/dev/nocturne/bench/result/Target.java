package dev.nocturne.bench.result;

/** What is to be reached. */
public sealed interface Target {
    /** The measured divided by the reference is at least this. */
    record RatioAtLeast(double bound) implements Target {}

    /** The measured divided by the reference is at most this. */
    record RatioAtMost(double bound) implements Target {}

    /** The measured itself is at most this, in its own unit. */
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

    /** For people. */
    default String text() {
        return switch (this) {
            case RatioAtLeast t -> ">= " + Series.number(t.bound()) + "x";
            case RatioAtMost t -> "<= " + Series.number(t.bound()) + "x";
            case AtMost t -> "<= " + Series.number(t.bound());
            case None t -> "";
        };
    }
}
