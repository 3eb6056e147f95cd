package dev.nocturne.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of what is written: the wall clock's, but it never goes back. While the wall clock is
 * behind (it was stepped back, or was ahead when the store was last written) time passes as the
 * monotonic clock says, until the wall clock has caught up.
 */
public final class SteadyClock implements InstantSource {
    private static final Logger log = LoggerFactory.getLogger(SteadyClock.class);

    /**
     * How far the store's last write may be ahead of the wall clock at the start and still count: a
     * mistaken time zone is within a day. Beyond it the earlier clock was wrong, and to follow it
     * would misdate everything for years.
     */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant anchor;
    private long anchorNanos;

    private SteadyClock(InstantSource wall, LongSupplier nanos, Instant start) {
        this.wall = wall;
        this.nanos = nanos;
        this.anchor = start;
        this.anchorNanos = nanos.getAsLong();
    }

    /**
     * Starts now.
     *
     * @param nanos the monotonic clock, e.g. {@link System#nanoTime}
     * @param lastWrite of the store; no time is earlier than it
     */
    public static SteadyClock start(InstantSource wall, LongSupplier nanos, Instant lastWrite) {
        Instant now = wall.instant();
        if (lastWrite.isAfter(now.plus(MOST_AHEAD))) {
            log.warn(
                    "the store was last written at {}, but the clock says {}: new sessions will be"
                            + " listed behind old ones",
                    lastWrite,
                    now);
            return new SteadyClock(wall, nanos, now);
        } else if (lastWrite.isAfter(now)) {
            log.warn("the clock is behind the store's last write at {}", lastWrite);
            return new SteadyClock(wall, nanos, lastWrite);
        }
        return new SteadyClock(wall, nanos, now);
    }

    @Override
    public synchronized Instant instant() {
        long elapsed = nanos.getAsLong() - anchorNanos;
        Instant steady = anchor.plusNanos(Math.max(0, elapsed));
        Instant now = wall.instant();
        anchor = now.isBefore(steady) ? steady : now;
        anchorNanos += elapsed;
        return anchor;
    }

    /** The monotonic clock, for durations within this process. */
    public long nanos() {
        return nanos.getAsLong();
    }
}
