package dev.nocturne.core.session;

import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is kept no longer: old sessions at rest that nobody saved, old receipts. */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** Sessions removed between two looks. */
    private static final int PAGE = 200;

    private final Store store;
    private final SessionLimits limits;
    private final InstantSource clock;
    private final Consumer<SessionId> remove;

    Retention(Store store, SessionLimits limits, InstantSource clock, Consumer<SessionId> remove) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.remove = remove;
    }

    void sweep() {
        try {
            store.forgetReceipts(clock.instant().minus(limits.keepReceipts()));
            if (limits.keepSessions().isPositive()) {
                Instant before = clock.instant().minus(limits.keepSessions());
                for (List<SessionId> old = store.expired(before, PAGE);
                        !old.isEmpty();
                        old = store.expired(before, PAGE)) {
                    old.forEach(remove);
                }
            }
        } catch (Fault fault) {
            log.warn("retention waits for its next round: {}", fault.getMessage());
        }
    }
}
