package dev.nocturne.core.session;

import dev.nocturne.core.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The time an attempt at a turn may take. It stands still while the turn waits for a person. */
final class Deadline implements Stoppable {
    private final Timers timers;
    private final InstantSource clock;
    private final Duration limit;
    private final Runnable late;
    private final Instant begun;
    private final Duration waitedBefore;
    private final ReentrantLock lock = new ReentrantLock();
    private Timers.@Nullable Timer timer;
    private SessionState latest;
    private boolean stopped;

    private Deadline(
            Timers timers, InstantSource clock, Duration limit, SessionState state, Runnable late) {
        this.timers = timers;
        this.clock = clock;
        this.limit = limit;
        this.late = late;
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
            if (timer == null) {
                arm();
            }
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        boolean over;
        lock.lock();
        try {
            timer = null;
            over = !stopped && latest.approvals().isEmpty() && !left().isPositive();
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
     * While an approval is open there is nothing to wait for: its end comes with {@code follow}.
     */
    private void arm() {
        if (!stopped && latest.approvals().isEmpty()) {
            Duration left = left();
            timer = timers.after(left.isNegative() ? Duration.ZERO : left, this::look);
        }
    }

    private Duration left() {
        Instant now = clock.instant();
        Duration waited = latest.waited(now).minus(waitedBefore);
        return limit.minus(Duration.between(begun, now)).plus(waited);
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            if (timer != null) {
                timer.cancel();
            }
        } finally {
            lock.unlock();
        }
    }
}
