package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Lease;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lease has one holder at a time, and tokens only grow. */
public interface LeaseContract extends StoreFixture {
    SessionId LEASED = Samples.session("leased");

    private FencingToken grant(String holder) {
        Lease lease = store().acquire(LEASED, holder, TTL);
        assertThat(lease).isInstanceOf(Lease.Granted.class);
        return ((Lease.Granted) lease).token();
    }

    @Test
    default void aFreeLeaseIsGrantedForTheTimeAsked() {
        Lease lease = store().acquire(LEASED, "a", TTL);
        assertThat(lease).isInstanceOf(Lease.Granted.class);
        assertThat(((Lease.Granted) lease).expiresAt()).isEqualTo(clock().instant().plus(TTL));
    }

    @Test
    default void aHeldLeaseIsRefusedWithItsHolderAndEnd() {
        grant("a");
        assertThat(store().acquire(LEASED, "b", TTL))
                .isEqualTo(new Lease.Held("a", clock().instant().plus(TTL)));
    }

    @Test
    default void theHolderGetsANewTokenThatFencesItsOlderOne() {
        FencingToken first = grant("a");
        FencingToken second = grant("a");
        assertThat(second.value()).isGreaterThan(first.value());
        assertThat(store().append(Samples.start(LEASED, first, 1)))
                .isEqualTo(new AppendResult.Fenced());
        commit(Samples.start(LEASED, second, 1));
    }

    @Test
    default void anExpiredLeaseIsGrantedToAnotherHolder() {
        FencingToken first = grant("a");
        clock().advance(TTL.minusMillis(1));
        assertThat(store().acquire(LEASED, "b", TTL)).isInstanceOf(Lease.Held.class);
        clock().advance(Duration.ofMillis(1));
        FencingToken second = grant("b");
        assertThat(second.value()).isGreaterThan(first.value());
        assertThat(store().renew(LEASED, first, TTL)).isFalse();
        assertThat(store().append(Samples.start(LEASED, first, 1)))
                .isEqualTo(new AppendResult.Fenced());
    }

    @Test
    default void anExpiredLeaseThatWasNotGrantedAgainStillWritesAndRenews() {
        FencingToken token = grant("a");
        clock().advance(TTL.plusSeconds(1));
        commit(Samples.start(LEASED, token, 1));
        assertThat(store().renew(LEASED, token, TTL)).isTrue();
        assertThat(store().acquire(LEASED, "b", TTL)).isInstanceOf(Lease.Held.class);
    }

    @Test
    default void renewingProlongsFromNow() {
        FencingToken token = grant("a");
        clock().advance(Duration.ofSeconds(20));
        assertThat(store().renew(LEASED, token, TTL)).isTrue();
        clock().advance(Duration.ofSeconds(20));
        assertThat(store().acquire(LEASED, "b", TTL))
                .isEqualTo(new Lease.Held("a", clock().instant().plusSeconds(10)));
        commit(Samples.start(LEASED, token, 1));
    }

    @Test
    default void aReleasedLeaseIsFreeAndItsTokenFenced() {
        FencingToken first = grant("a");
        store().release(LEASED, first);
        assertThat(store().append(Samples.start(LEASED, first, 1)))
                .isEqualTo(new AppendResult.Fenced());
        assertThat(store().renew(LEASED, first, TTL)).isFalse();
        assertThat(grant("b").value()).isGreaterThan(first.value());
    }

    @Test
    default void releasingWithAnOlderTokenTakesNothingFromTheHolder() {
        FencingToken first = grant("a");
        FencingToken second = grant("a");
        store().release(LEASED, first);
        assertThat(store().acquire(LEASED, "b", TTL)).isInstanceOf(Lease.Held.class);
        commit(Samples.start(LEASED, second, 1));
        store().release(Samples.session("none"), second);
    }

    @Test
    default void deletingASessionEndsItsLease() {
        FencingToken token = createSession(LEASED, 1);
        store().delete(LEASED);
        assertThat(store().renew(LEASED, token, TTL)).isFalse();
    }

    @Test
    default void leasesOfDifferentSessionsAreIndependent() {
        grant("a");
        assertThat(store().acquire(Samples.session("other"), "b", TTL))
                .isInstanceOf(Lease.Granted.class);
    }

    @Test
    default void tokensGrowAndOldOnesStayFencedOverARestart() {
        FencingToken before = createSession(LEASED, 1);
        reopen();
        assertThat(store().append(new Append(LEASED, 2, before, Samples.events(2, 1))))
                .isEqualTo(new AppendResult.Fenced());
        FencingToken after = grant("b");
        assertThat(after.value()).isGreaterThan(before.value());
        reopen();
        assertThat(grant("c").value()).isGreaterThan(after.value());
    }
}
