package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.testkit.TestClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Receipts: the first answer under a key is the answer. */
public interface ReceiptContract extends StoreFixture {
    private static Receipt answered(String scope, String key, String answer, int second) {
        return new Receipt(scope, key, "f", answer, TestClock.START.plusSeconds(second));
    }

    @Test
    default void theFirstAnswerStays() {
        Receipt first = answered("alice", "k", "1", 0);
        Receipt second = answered("alice", "k", "2", 1);
        assertThat(store().remember(first)).isEqualTo(first);
        assertThat(store().remember(second)).isEqualTo(first);
        assertThat(store().receipt("alice", "k")).contains(first);
    }

    @Test
    default void theFirstAnswerStaysWhereAnAppendBringsAnother() {
        SessionId session = Sample.session("s");
        Receipt first = answered("alice", "k", "1", 0);
        store().remember(first);
        FencingToken token = started(session, 1);
        Receipt second = answered("alice", "k", "2", 1);
        commit(
                new Append(
                        session, 2, token, Sample.events(2, 1), null, List.of(second), List.of()));
        assertThat(store().receipt("alice", "k")).contains(first);
    }

    @Test
    default void theSameKeyOfAnotherScopeIsAnotherKey() {
        Receipt alice = answered("alice", "k", "1", 0);
        Receipt bob = answered("bob", "k", "2", 0);
        store().remember(alice);
        assertThat(store().remember(bob)).isEqualTo(bob);
        assertThat(store().receipt("alice", "k")).contains(alice);
        assertThat(store().receipt("bob", "k")).contains(bob);
        assertThat(store().receipt("alice", "K")).isEmpty();
        assertThat(store().receipt("", "k")).isEmpty();
    }

    @Test
    default void onlyReceiptsBeforeTheInstantAreForgotten() {
        store().remember(answered("alice", "old", "1", 9));
        store().remember(answered("alice", "edge", "2", 10));
        store().remember(answered("alice", "new", "3", 11));
        assertThat(store().forgetReceipts(TestClock.START.plusSeconds(10))).isEqualTo(1);
        assertThat(store().forgetReceipts(TestClock.START.plusSeconds(10))).isZero();
        assertThat(store().receipt("alice", "old")).isEmpty();
        assertThat(store().receipt("alice", "edge")).isPresent();
        assertThat(store().receipt("alice", "new")).isPresent();
    }

    @Test
    default void aForgottenKeyCanBeUsedAgain() {
        store().remember(answered("alice", "k", "1", 0));
        store().forgetReceipts(TestClock.START.plusSeconds(1));
        Receipt again = answered("alice", "k", "2", 2);
        assertThat(store().remember(again)).isEqualTo(again);
    }
}
