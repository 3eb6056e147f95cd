package dev.nocturne.core.session;

import dev.nocturne.core.SteadyClock;
import dev.nocturne.core.Timers;
import java.time.Duration;

/**
 * Reports an external agent that posts nothing for too long, except while it waits for an approval.
 * A post only sets a field; it starts no timer.
 */
final class ExternalWatch implements Stoppable {
    private final SteadyClock clock;
    private final Duration patience;
    private final Runnable silent;
    private final ResettableTimer timer;
    private volatile long lastPost;
    private volatile boolean waiting;

    private ExternalWatch(Timers timers, SteadyClock clock, Duration patience, Runnable silent) {
        this.clock = clock;
        this.patience = patience;
        this.silent = silent;
        this.timer = new ResettableTimer(timers, this::check);
        this.lastPost = clock.nanos();
    }

    static ExternalWatch start(
            Timers timers, SteadyClock clock, Duration patience, Runnable silent) {
        ExternalWatch watch = new ExternalWatch(timers, clock, patience, silent);
        watch.timer.set(patience);
        return watch;
    }

    /** Notes that the agent has posted, or that its approval was decided. */
    void notePost(boolean waitsForPeople) {
        waiting = waitsForPeople;
        lastPost = clock.nanos();
    }

    @Override
    public void stop() {
        timer.stop();
    }

    private void check() {
        Duration left = patience.minusNanos(clock.nanos() - lastPost);
        if (waiting) {
            timer.set(patience);
        } else if (left.isPositive()) {
            timer.set(left);
        } else if (!timer.isStopped()) {
            silent.run();
        }
    }
}
