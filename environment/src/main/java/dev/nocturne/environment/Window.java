package dev.nocturne.environment;

import java.time.Instant;

/**
 * A span of time, both ends included, as epoch milliseconds.
 *
 * @param from first millisecond
 * @param until last millisecond; before {@code from} the window is empty
 */
public record Window(long from, long until) {

    /** Everything known at the instant: nothing after it is seen. */
    public static Window until(Instant until) {
        return new Window(Long.MIN_VALUE, until.toEpochMilli());
    }

    public static Window of(Instant from, Instant until) {
        return new Window(from.toEpochMilli(), until.toEpochMilli());
    }

    public boolean contains(long millis) {
        return from <= millis && millis <= until;
    }
}
