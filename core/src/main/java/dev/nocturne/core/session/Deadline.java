package dev.nocturne.core.session;

import dev.nocturne.core.SteadyClock;
import dev.nocturne.core.Timers;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The time an attempt at a turn may take, by the monotonic clock. It stands still while the turn
 * waits for a person or for a place.
 */
final class Deadline implements Stoppable {
    private final SteadyClock clock;
    private final Duration limit;
    private final Runnable late;
    private final Alarm alarm;
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
        this.alarm = new Alarm(timers, this::look);
    }

    /** Begins now, for a turn in that state. {@code late} is run once the time is up. */
    static Deadline start(
            Timers timers, SteadyClock clock, Duration limit, SessionState state, Runnable late) {
        Deadline deadline = new Deadline(timers, clock, limit, late);
        deadline.follow(state);
        return deadline;
    }

    /** What the turn's state is now. */
    void follow(SessionState state) {
        change(() -> waits = !state.approvals().isEmpty());
    }

    /** The turn waits for a place. */
    void pause() {
        change(() -> pauses++);
    }

    /** It does not any more. */
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

    private void look() {
        boolean over;
        lock.lock();
        try {
            armed = false;
            over = !alarm.isStopped() && runs && !left().isPositive();
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

    /** Only while the time runs: else the change that lets it run arms again. */
    private void arm() {
        armed = true;
        alarm.set(left());
    }

    private Duration left() {
        return limit.minusNanos(ranBefore + clock.nanos() - runsSince);
    }

    @Override
    public void stop() {
        alarm.stop();
    }
}
