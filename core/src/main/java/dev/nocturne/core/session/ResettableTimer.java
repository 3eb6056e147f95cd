package dev.nocturne.core.session;

import dev.nocturne.core.Timers;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A timer that can be set again each time it has run, until it is stopped. */
final class ResettableTimer implements Stoppable {
    private final Timers timers;
    private final Runnable goesOff;
    private final ReentrantLock lock = new ReentrantLock();
    private Timers.@Nullable Timer timer;
    private boolean stopped;

    ResettableTimer(Timers timers, Runnable goesOff) {
        this.timers = timers;
        this.goesOff = goesOff;
    }

    /**
     * Runs the task once after the delay, or at once if the delay is negative; does nothing after a
     * stop.
     */
    void set(Duration delay) {
        lock.lock();
        try {
            if (!stopped) {
                timer = timers.after(delay.isNegative() ? Duration.ZERO : delay, goesOff);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops the timer and cancels a pending run, which would keep the session's state in memory.
     */
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
