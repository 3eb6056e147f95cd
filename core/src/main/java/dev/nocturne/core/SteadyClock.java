package dev.nocturne.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock for timestamps that are stored. It shows the time of the wall clock but never goes
 * back. While the wall clock is behind (because it was stepped back, or was ahead at the store's
 * last write), this clock advances with the monotonic clock until the wall clock has caught up.
 */
public final class SteadyClock implements InstantSource {
    private static final Logger log = LoggerFactory.getLogger(SteadyClock.class);

    /**
     * The most by which this clock starts ahead of the wall clock to follow the store's last write:
     * a wrong time zone is within a day. If the last write is further ahead, the earlier clock was
     * wrong; following it would misdate all later events.
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
     * Starts the clock.
     *
     * @param nanos the monotonic clock, e.g. {@link System#nanoTime}
     * @param lastWrite the time of the store's last write; the clock does not show an earlier time
     *     unless this is more than a day ahead of the wall clock
     */
    public static SteadyClock start(InstantSource wall, LongSupplier nanos, Instant lastWrite) {
        Instant now = wall.instant();
        if (lastWrite.isAfter(now.plus(MOST_AHEAD))) {
            log.warn(
                    "the store's last write at {} is more than a day ahead of the system clock ({}): new"
                            + " sessions will be listed after older ones",
                    lastWrite,
                    now);
            return new SteadyClock(wall, nanos, now);
        } else if (lastWrite.isAfter(now)) {
            log.warn(
                    "the system clock is behind the store's last write at {}: timestamps continue from there",
                    lastWrite);
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
