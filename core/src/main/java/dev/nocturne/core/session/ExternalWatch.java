package dev.nocturne.core.session;

import dev.nocturne.core.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

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
    private volatile boolean stopped;

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
        timers.after(patience, watch::look);
        return watch;
    }

    /** The agent posted, or what it waits for was decided. */
    void seen(boolean waitsForPeople) {
        waiting = waitsForPeople;
        lastSeen = clock.instant();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void look() {
        Duration left = patience.minus(Duration.between(lastSeen, clock.instant()));
        if (stopped) {
            return;
        }
        if (waiting) {
            timers.after(patience, this::look);
        } else if (left.isPositive()) {
            timers.after(left, this::look);
        } else {
            silent.run();
        }
    }
}
