package dev.nocturne.core.session;

import dev.nocturne.core.Timers;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A timer that is set anew each time it went off, and never again once it was stopped. */
final class Alarm implements Stoppable {
    private final Timers timers;
    private final Runnable goesOff;
    private final ReentrantLock lock = new ReentrantLock();
    private Timers.@Nullable Timer timer;
    private boolean stopped;

    Alarm(Timers timers, Runnable goesOff) {
        this.timers = timers;
        this.goesOff = goesOff;
    }

    /** Goes off once after the delay, at once if that is negative; not at all after a stop. */
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

    /** Leaves no timer: it would hold the session's last state until its time. */
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
