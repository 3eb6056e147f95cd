package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.testkit.TestClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first receipt for a key stays. */
public interface ReceiptContract extends StoreFixture {
    private static Receipt receipt(String scope, String key, String answer, int second) {
        return new Receipt(scope, key, "f", answer, TestClock.START.plusSeconds(second));
    }

    @Test
    default void theFirstAnswerStays() {
        Receipt first = receipt("alice", "k", "1", 0);
        Receipt second = receipt("alice", "k", "2", 1);
        assertThat(store().remember(first)).isEqualTo(first);
        assertThat(store().remember(second)).isEqualTo(first);
        assertThat(store().receipt("alice", "k")).contains(first);
    }

    @Test
    default void theFirstAnswerStaysWhereAnAppendBringsAnother() {
        SessionId session = Samples.session("s");
        Receipt first = receipt("alice", "k", "1", 0);
        store().remember(first);
        FencingToken token = createSession(session, 1);
        Receipt second = receipt("alice", "k", "2", 1);
        commit(
                new Append(
                        session, 2, token, Samples.events(2, 1), null, List.of(second), List.of()));
        assertThat(store().receipt("alice", "k")).contains(first);
    }

    @Test
    default void theSameKeyOfAnotherScopeIsAnotherKey() {
        Receipt alice = receipt("alice", "k", "1", 0);
        Receipt bob = receipt("bob", "k", "2", 0);
        store().remember(alice);
        assertThat(store().remember(bob)).isEqualTo(bob);
        assertThat(store().receipt("alice", "k")).contains(alice);
        assertThat(store().receipt("bob", "k")).contains(bob);
        assertThat(store().receipt("alice", "K")).isEmpty();
        assertThat(store().receipt("", "k")).isEmpty();
    }

    @Test
    default void onlyReceiptsBeforeTheInstantAreForgotten() {
        store().remember(receipt("alice", "old", "1", 9));
        store().remember(receipt("alice", "edge", "2", 10));
        store().remember(receipt("alice", "new", "3", 11));
        assertThat(store().forgetReceipts(TestClock.START.plusSeconds(10))).isEqualTo(1);
        assertThat(store().forgetReceipts(TestClock.START.plusSeconds(10))).isZero();
        assertThat(store().receipt("alice", "old")).isEmpty();
        assertThat(store().receipt("alice", "edge")).isPresent();
        assertThat(store().receipt("alice", "new")).isPresent();
    }

    @Test
    default void aForgottenKeyCanBeUsedAgain() {
        store().remember(receipt("alice", "k", "1", 0));
        store().forgetReceipts(TestClock.START.plusSeconds(1));
        Receipt again = receipt("alice", "k", "2", 2);
        assertThat(store().remember(again)).isEqualTo(again);
    }
}
