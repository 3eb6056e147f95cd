package dev.nocturne.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when a test advances it. It starts at the same instant in every test. */
public final class TestClock implements InstantSource {
    /** The start of every clock. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves the clock; backwards with a negative duration. */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
        nanos.addAndGet(Math.max(0, by.toNanos()));
    }

    /** Sets the wall clock forward or back without advancing the monotonic clock. */
    public void step(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** The monotonic clock, in nanoseconds. */
    public long nanos() {
        return nanos.get();
    }
}
