package dev.nocturne.core.session;

import dev.nocturne.core.SteadyClock;
import dev.nocturne.core.Timers;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the time of an attempt at a turn, by the monotonic clock. It pauses while the turn waits
 * for an approval or for a place.
 */
final class Deadline implements Stoppable {
    private final SteadyClock clock;
    private final Duration limit;
    private final Runnable late;
    private final ResettableTimer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean waits;
    private int pauses;
    private boolean runs;
    private boolean armed;
    private long ranBefore;
    private long runsSince;

    private Deadline(Timers timers, SteadyClock clock, Duration limit, Runnable late) {
        this.clock = clock;
        this.limit = limit;
        this.late = late;
        this.timer = new ResettableTimer(timers, this::check);
    }

    /** Starts the deadline of a turn in this state. {@code late} runs when the time is up. */
    static Deadline start(
            Timers timers, SteadyClock clock, Duration limit, SessionState state, Runnable late) {
        Deadline deadline = new Deadline(timers, clock, limit, late);
        deadline.follow(state);
        return deadline;
    }

    /** Follows the turn's state. */
    void follow(SessionState state) {
        change(() -> waits = !state.approvals().isEmpty());
    }

    /** Pauses while the turn waits for a place. */
    void pause() {
        change(() -> pauses++);
    }

    /** Ends a pause. */
    void proceed() {
        change(() -> pauses--);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            boolean shouldRun = !waits && pauses == 0;
            if (runs && !shouldRun) {
                ranBefore += clock.nanos() - runsSince;
            } else if (!runs && shouldRun) {
                runsSince = clock.nanos();
            }
            runs = shouldRun;
            if (runs && !armed) {
                arm();
            }
        } finally {
            lock.unlock();
        }
    }

    private void check() {
        boolean over;
        lock.lock();
        try {
            armed = false;
            over = !timer.isStopped() && runs && !remaining().isPositive();
            if (!over && runs) {
                arm();
            }
        } finally {
            lock.unlock();
        }
        if (over) {
            late.run();
        }
    }

    /** Sets the timer if the time is running; otherwise the change that ends the pause sets it. */
    private void arm() {
        armed = true;
        timer.set(remaining());
    }

    private Duration remaining() {
        return limit.minusNanos(ranBefore + clock.nanos() - runsSince);
    }

    @Override
    public void stop() {
        timer.stop();
    }
}
