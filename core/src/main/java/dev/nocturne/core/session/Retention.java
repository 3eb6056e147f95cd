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
 * Removes what is kept no longer: old sessions at rest that were not saved, old receipts. Goes by a
 * time of its own, stored with the sessions, which advances by at most one interval a sweep: a
 * system clock that jumps ahead must not delete anything early.
 */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** Sessions removed in one commit. */
    private static final int PAGE = 200;

    /**
     * What the first sweep after a start may count for the time the server was down: enough for a
     * machine that is switched off overnight, too little for a wrong clock to cost anything.
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
     * A retention that is swept once in each {@code interval}, by a timer that does not follow the
     * system clock. {@code deleted} gets each session that was deleted.
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
     * Notes where time stands in a store that was never swept, before anything is written to it by
     * a clock that may have jumped.
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
                    "the retention sweep failed, the next one tries again: {}", fault.getMessage());
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
                    "the system clock ({}) is further ahead of the store's last sweep than time can"
                            + " have passed; old sessions are deleted by {} instead",
                    now,
                    most);
        }
    }

    /** Of a store that was never swept: when its newest session was last changed. */
    private Optional<Instant> newestChange() {
        return store.list(new SessionQuery(null, null, null, null, null, 1)).sessions().stream()
                .map(head -> head.checkpoint().updatedAt())
                .findFirst();
    }
}
