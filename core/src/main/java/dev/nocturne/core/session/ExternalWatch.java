package dev.nocturne.core.session;

import dev.nocturne.core.SteadyClock;
import dev.nocturne.core.Timers;
import java.time.Duration;

/**
 * Waits for an agent elsewhere to be silent for too long; one that waits for an approval may be.
 * Being seen costs one write, not a new timer.
 */
final class ExternalWatch implements Stoppable {
    private final SteadyClock clock;
    private final Duration patience;
    private final Runnable silent;
    private final Alarm alarm;
    private volatile long lastSeen;
    private volatile boolean waiting;

    private ExternalWatch(Timers timers, SteadyClock clock, Duration patience, Runnable silent) {
        this.clock = clock;
        this.patience = patience;
        this.silent = silent;
        this.alarm = new Alarm(timers, this::look);
        this.lastSeen = clock.nanos();
    }

    static ExternalWatch start(
            Timers timers, SteadyClock clock, Duration patience, Runnable silent) {
        ExternalWatch watch = new ExternalWatch(timers, clock, patience, silent);
        watch.alarm.set(patience);
        return watch;
    }

    /** The agent posted, or what it waits for was decided. */
    void seen(boolean waitsForPeople) {
        waiting = waitsForPeople;
        lastSeen = clock.nanos();
    }

    @Override
    public void stop() {
        alarm.stop();
    }

    private void look() {
        Duration left = patience.minusNanos(clock.nanos() - lastSeen);
        if (waiting) {
            alarm.set(patience);
        } else if (left.isPositive()) {
            alarm.set(left);
        } else if (!alarm.isStopped()) {
            silent.run();
        }
    }
}
