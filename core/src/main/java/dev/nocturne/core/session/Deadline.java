package dev.nocturne.core.session;

import dev.nocturne.core.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The time an attempt at a turn may take. It stands still while the turn waits for a person or for
 * a place.
 */
final class Deadline implements Stoppable {
    private final InstantSource clock;
    private final Duration limit;
    private final Runnable late;
    private final Alarm alarm;
    private final Instant begun;
    private final Duration waitedBefore;
    private final ReentrantLock lock = new ReentrantLock();
    private SessionState latest;
    private boolean armed;
    private int pauses;
    private Instant pausedAt = Instant.EPOCH;
    private Duration pausedFor = Duration.ZERO;

    private Deadline(
            Timers timers, InstantSource clock, Duration limit, SessionState state, Runnable late) {
        this.clock = clock;
        this.limit = limit;
        this.late = late;
        this.alarm = new Alarm(timers, this::look);
        this.latest = state;
        this.begun = clock.instant();
        this.waitedBefore = state.waited(begun);
    }

    /** Begins now, for a turn in that state. {@code late} is run once the time is up. */
    static Deadline start(
            Timers timers, InstantSource clock, Duration limit, SessionState state, Runnable late) {
        Deadline deadline = new Deadline(timers, clock, limit, state, late);
        deadline.follow(state);
        return deadline;
    }

    /** What the turn's state is now. */
    void follow(SessionState state) {
        lock.lock();
        try {
            latest = state;
            if (!armed) {
                arm();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The turn cannot continue, though it waits for no person: no time passes. */
    void pause() {
        lock.lock();
        try {
            if (pauses++ == 0) {
                pausedAt = clock.instant();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Time passes again. */
    void proceed() {
        lock.lock();
        try {
            if (--pauses == 0) {
                pausedFor = pausedFor.plus(Duration.between(pausedAt, clock.instant()));
                if (!armed) {
                    arm();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        boolean over;
        lock.lock();
        try {
            armed = false;
            over = !alarm.isStopped() && runs() && !left().isPositive();
            if (!over) {
                arm();
            }
        } finally {
            lock.unlock();
        }
        if (over) {
            late.run();
        }
    }

    /**
     * While the time stands still there is nothing to wait for: its end comes with {@code follow}
     * or {@code proceed}.
     */
    private void arm() {
        if (runs()) {
            armed = true;
            alarm.set(left());
        }
    }

    private boolean runs() {
        return latest.approvals().isEmpty() && pauses == 0;
    }

    private Duration left() {
        Instant now = clock.instant();
        Duration waited = latest.waited(now).minus(waitedBefore);
        return limit.minus(Duration.between(begun, now)).plus(waited).plus(pausedFor);
    }

    @Override
    public void stop() {
        alarm.stop();
    }
}
