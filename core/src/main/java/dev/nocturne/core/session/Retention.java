package dev.nocturne.core.session;

import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.log.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes expired data: old sessions at rest that are not saved, and old receipts. Retention has
 * its own time, which is stored with the sessions and advances by at most one interval for each
 * sweep, so that a system clock that jumps ahead deletes nothing early.
 */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** The most sessions deleted in one commit. */
    private static final int PAGE = 200;

    /**
     * The most by which the first sweep after a start advances the time: enough for a machine that
     * is off overnight, but too little for a wrong clock to do harm.
     */
    static final Duration DOWNTIME = Duration.ofDays(1);

    private final Store store;
    private final SessionLimits limits;
    private final InstantSource clock;
    private final Duration interval;
    private final Consumer<SessionId> deleted;
    private Duration allowance;
    private boolean behind;

    /**
     * Creates a retention that is swept once in each {@code interval}, by a monotonic timer. {@code
     * deleted} receives each deleted session.
     */
    Retention(
            Store store,
            SessionLimits limits,
            InstantSource clock,
            Duration interval,
            Consumer<SessionId> deleted) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.interval = interval;
        this.deleted = deleted;
        this.allowance = interval.plus(DOWNTIME);
    }

    /**
     * Stores the initial time in a store that was never swept, before a clock that may have jumped
     * writes to it.
     */
    void begin() {
        if (store.retentionTime().isEmpty()) {
            newestChange().ifPresent(store::setRetentionTime);
        }
    }

    void sweep() {
        try {
            Instant now = advance();
            store.forgetReceipts(now.minus(limits.keepReceipts()));
            if (limits.keepSessions().isPositive()) {
                Instant before = now.minus(limits.keepSessions());
                List<SessionId> old;
                do {
                    old = store.deleteExpired(before, PAGE);
                    old.forEach(deleted);
                } while (old.size() == PAGE);
            }
        } catch (Fault fault) {
            log.warn(
                    "could not delete expired sessions: {}; retrying at the next sweep",
                    fault.getMessage());
        }
    }

    private Instant advance() {
        Instant now = clock.instant();
        Instant reached = store.retentionTime().or(this::newestChange).orElse(now);
        Instant most = reached.plus(allowance);
        allowance = interval;
        if (now.isAfter(most)) {
            warn(now, most);
            store.setRetentionTime(most);
            return most;
        }
        behind = false;
        if (now.isAfter(reached)) {
            store.setRetentionTime(now);
        }
        return now;
    }

    private void warn(Instant now, Instant most) {
        if (!behind) {
            behind = true;
            log.warn(
                    "the system clock ({}) is further ahead of the last retention sweep than possible;"
                            + " deleting sessions that had expired by {} only",
                    now,
                    most);
        }
    }

    /** When the newest session was last changed, for a store that was never swept. */
    private Optional<Instant> newestChange() {
        return store.list(new SessionQuery(null, null, null, null, null, 1)).sessions().stream()
                .map(head -> head.checkpoint().updatedAt())
                .findFirst();
    }
}
