package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Lease;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Leases: one holder at a time, tokens that only grow. */
public interface LeaseContract extends StoreFixture {
    SessionId LEASED = Sample.session("leased");

    private FencingToken granted(String holder) {
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
        granted("a");
        assertThat(store().acquire(LEASED, "b", TTL))
                .isEqualTo(new Lease.Held("a", clock().instant().plus(TTL)));
    }

    @Test
    default void theHolderGetsANewTokenThatFencesItsOlderOne() {
        FencingToken first = granted("a");
        FencingToken second = granted("a");
        assertThat(second.value()).isGreaterThan(first.value());
        assertThat(store().append(Sample.start(LEASED, first, 1)))
                .isEqualTo(new AppendResult.Fenced());
        commit(Sample.start(LEASED, second, 1));
    }

    @Test
    default void anExpiredLeaseGoesToWhoeverAsks() {
        FencingToken first = granted("a");
        clock().advance(TTL.minusMillis(1));
        assertThat(store().acquire(LEASED, "b", TTL)).isInstanceOf(Lease.Held.class);
        clock().advance(Duration.ofMillis(1));
        FencingToken second = granted("b");
        assertThat(second.value()).isGreaterThan(first.value());
        assertThat(store().renew(LEASED, first, TTL)).isFalse();
        assertThat(store().append(Sample.start(LEASED, first, 1)))
                .isEqualTo(new AppendResult.Fenced());
    }

    @Test
    default void anExpiredLeaseThatNobodyTookStillWritesAndRenews() {
        FencingToken token = granted("a");
        clock().advance(TTL.plusSeconds(1));
        commit(Sample.start(LEASED, token, 1));
        assertThat(store().renew(LEASED, token, TTL)).isTrue();
        assertThat(store().acquire(LEASED, "b", TTL)).isInstanceOf(Lease.Held.class);
    }

    @Test
    default void renewingProlongsFromNow() {
        FencingToken token = granted("a");
        clock().advance(Duration.ofSeconds(20));
        assertThat(store().renew(LEASED, token, TTL)).isTrue();
        clock().advance(Duration.ofSeconds(20));
        assertThat(store().acquire(LEASED, "b", TTL))
                .isEqualTo(new Lease.Held("a", clock().instant().plusSeconds(10)));
        commit(Sample.start(LEASED, token, 1));
    }

    @Test
    default void aReleasedLeaseIsFreeAndItsTokenFenced() {
        FencingToken first = granted("a");
        store().release(LEASED, first);
        assertThat(store().append(Sample.start(LEASED, first, 1)))
                .isEqualTo(new AppendResult.Fenced());
        assertThat(store().renew(LEASED, first, TTL)).isFalse();
        assertThat(granted("b").value()).isGreaterThan(first.value());
    }

    @Test
    default void releasingWithAnOlderTokenTakesNothingFromTheHolder() {
        FencingToken first = granted("a");
        FencingToken second = granted("a");
        store().release(LEASED, first);
        assertThat(store().acquire(LEASED, "b", TTL)).isInstanceOf(Lease.Held.class);
        commit(Sample.start(LEASED, second, 1));
        store().release(Sample.session("none"), second);
    }

    @Test
    default void deletingASessionEndsItsLease() {
        FencingToken token = started(LEASED, 1);
        store().delete(LEASED);
        assertThat(store().renew(LEASED, token, TTL)).isFalse();
    }

    @Test
    default void leasesOfDifferentSessionsAreIndependent() {
        granted("a");
        assertThat(store().acquire(Sample.session("other"), "b", TTL))
                .isInstanceOf(Lease.Granted.class);
    }

    @Test
    default void tokensGrowAndOldOnesStayFencedOverARestart() {
        FencingToken before = started(LEASED, 1);
        reopen();
        assertThat(store().append(new Append(LEASED, 2, before, Sample.events(2, 1))))
                .isEqualTo(new AppendResult.Fenced());
        FencingToken after = granted("b");
        assertThat(after.value()).isGreaterThan(before.value());
        reopen();
        assertThat(granted("c").value()).isGreaterThan(after.value());
    }
}
