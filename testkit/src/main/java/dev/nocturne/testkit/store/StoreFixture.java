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

/** The store and the clock that the tests of the contract use. */
public interface StoreFixture {
    /** The duration of leases in these tests. */
    Duration TTL = Duration.ofSeconds(30);

    Store store();

    TestClock clock();

    /**
     * Closes the store and opens it again; {@link #store()} then returns the new one. Skips the
     * test if the store is not durable.
     */
    Store reopen();

    /** Acquires a session's lease for the test's writer. */
    default FencingToken lease(SessionId session) {
        return switch (store().acquire(session, "writer", TTL)) {
            case Lease.Granted granted -> granted.token();
            case Lease.Held held -> throw new IllegalStateException("lease is held: " + held);
        };
    }

    /** Appends, and fails the test if that is refused. */
    default void commit(Append append) {
        long tail = append.expectedNext() - 1 + append.events().size();
        assertThat(store().append(append)).isEqualTo(new AppendResult.Appended(tail));
    }

    /** Creates a session with {@code events} events; returns the token to continue writing it. */
    default FencingToken createSession(SessionId session, int events) {
        FencingToken token = lease(session);
        commit(Samples.start(session, token, events));
        return token;
    }
}
