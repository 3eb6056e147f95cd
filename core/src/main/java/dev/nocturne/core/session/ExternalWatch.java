package dev.nocturne.core.session;

import dev.nocturne.core.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an agent elsewhere to be silent for too long; one that waits for an approval may be.
 * Being seen costs one write, not a new timer.
 */
final class ExternalWatch implements Stoppable {
    private final Timers timers;
    private final InstantSource clock;
    private final Duration patience;
    private final Runnable silent;
    private volatile Instant lastSeen;
    private volatile boolean waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private Timers.@Nullable Timer timer;
    private boolean stopped;

    private ExternalWatch(Timers timers, InstantSource clock, Duration patience, Runnable silent) {
        this.timers = timers;
        this.clock = clock;
        this.patience = patience;
        this.silent = silent;
        this.lastSeen = clock.instant();
    }

    static ExternalWatch start(
            Timers timers, InstantSource clock, Duration patience, Runnable silent) {
        ExternalWatch watch = new ExternalWatch(timers, clock, patience, silent);
        watch.arm(patience);
        return watch;
    }

    /** The agent posted, or what it waits for was decided. */
    void seen(boolean waitsForPeople) {
        waiting = waitsForPeople;
        lastSeen = clock.instant();
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

    private void look() {
        Duration left = patience.minus(Duration.between(lastSeen, clock.instant()));
        if (waiting) {
            arm(patience);
        } else if (left.isPositive()) {
            arm(left);
        } else if (!isStopped()) {
            silent.run();
        }
    }

    private void arm(Duration delay) {
        lock.lock();
        try {
            if (!stopped) {
                timer = timers.after(delay, this::look);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }
}
