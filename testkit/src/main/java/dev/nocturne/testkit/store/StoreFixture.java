package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import java.time.Duration;

/** What the contract's parts work on: a fresh store and its clock. */
public interface StoreFixture {
    /** How long the leases of these tests last. */
    Duration TTL = Duration.ofSeconds(30);

    Store store();

    TestClock clock();

    /**
     * Closes the store and opens what it kept; {@link #store()} is the new one from then on. Aborts
     * the test where a store keeps nothing.
     */
    Store reopen();

    /** The lease of a session for the writer these tests play. */
    default FencingToken lease(SessionId session) {
        return switch (store().acquire(session, "writer", TTL)) {
            case Lease.Granted granted -> granted.token();
            case Lease.Held held -> throw new IllegalStateException("lease is held: " + held);
        };
    }

    /** Appends and insists that it worked. */
    default void commit(Append append) {
        long tail = append.expectedNext() - 1 + append.events().size();
        assertThat(store().append(append)).isEqualTo(new AppendResult.Appended(tail));
    }

    /** A session with that many events, and the token to go on writing it. */
    default FencingToken started(SessionId session, int events) {
        FencingToken token = lease(session);
        commit(Sample.start(session, token, events));
        return token;
    }
}
