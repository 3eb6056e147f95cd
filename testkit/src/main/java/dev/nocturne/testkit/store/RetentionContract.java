package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.testkit.TestClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Saving, expiry and deletion of sessions. */
public interface RetentionContract extends StoreFixture {
    private SessionId createChanged(String id, String status, int second) {
        SessionId session = Samples.session(id);
        FencingToken token = lease(session);
        Instant at = TestClock.START.plusSeconds(second);
        Checkpoint checkpoint =
                new Checkpoint(
                        session, 1, "alice", "telecom", status, TestClock.START, at, id, "{}");
        commit(Samples.append(session, 1, token, 1, checkpoint));
        return session;
    }

    private List<SessionId> deleteExpired(int second, int limit) {
        return store().deleteExpired(TestClock.START.plusSeconds(second), limit);
    }

    @Test
    default void theLongestUntouchedSessionExpiresFirst() {
        SessionId b = createChanged("b", "completed", 20);
        SessionId a = createChanged("a", "failed", 30);
        SessionId c = createChanged("c", "cancelled", 10);
        SessionId d = createChanged("d", "pending", 40);
        assertThat(deleteExpired(100, 2)).containsExactly(c, b);
        assertThat(deleteExpired(100, 10)).containsExactly(a, d);
        assertThat(store().list(Samples.all(10)).sessions()).isEmpty();
    }

    @Test
    default void anExpiredSessionThatWasDeletedIsNotStartedAgain() {
        SessionId a = createChanged("a", "completed", 10);
        FencingToken before = lease(a);
        assertThat(deleteExpired(100, 10)).containsExactly(a);
        assertThat(store().append(Samples.append(a, 2, before, 1, null)))
                .isEqualTo(new AppendResult.Fenced());
        assertThat(store().append(Samples.start(a, lease(a), 1)))
                .isEqualTo(new AppendResult.Fenced());
    }

    @Test
    default void theTimeOfRetentionIsKept() {
        assertThat(store().retentionTime()).isEmpty();
        store().setRetentionTime(TestClock.START);
        store().setRetentionTime(TestClock.START.plusSeconds(1));
        assertThat(store().retentionTime()).contains(TestClock.START.plusSeconds(1));
    }

    @Test
    default void aSessionChangedAtTheInstantOrLaterDoesNotExpire() {
        SessionId a = createChanged("a", "completed", 10);
        assertThat(deleteExpired(10, 10)).isEmpty();
        assertThat(deleteExpired(11, 10)).containsExactly(a);
    }

    @Test
    default void aRunningSessionDoesNotExpire() {
        createChanged("a", "in_progress", 10);
        assertThat(deleteExpired(100, 10)).isEmpty();
    }

    @Test
    default void aSavedSessionDoesNotExpire() {
        SessionId a = createChanged("a", "completed", 10);
        assertThat(store().save(a)).isTrue();
        assertThat(store().save(a)).isTrue();
        assertThat(deleteExpired(100, 10)).isEmpty();
        assertThat(store().head(a).orElseThrow().saved()).isTrue();
    }

    @Test
    default void aCheckpointDoesNotUndoSaving() {
        SessionId a = createChanged("a", "completed", 10);
        store().save(a);
        commit(Samples.append(a, 2, lease(a), 1, Samples.checkpoint(a, 2)));
        assertThat(store().head(a).orElseThrow().saved()).isTrue();
    }

    @Test
    default void anUnknownSessionCanBeNeitherSavedNorDeleted() {
        assertThat(store().save(Samples.session("none"))).isFalse();
        assertThat(store().delete(Samples.session("none"))).isFalse();
    }

    @Test
    default void aDeletedSessionIsNowhere() {
        SessionId a = Samples.session("a");
        FencingToken token = createSession(a, 3);
        commit(Samples.full(a, 4, token, 1, Samples.receipt("k"), new Attachment("c", "{}")));
        assertThat(store().delete(a)).isTrue();

        assertThat(store().head(a)).isEmpty();
        assertThat(store().read(a, 0, 10)).isEmpty();
        assertThat(store().attachment(a, "c")).isEmpty();
        assertThat(store().list(Samples.all(10)).sessions()).isEmpty();
        assertThat(deleteExpired(1_000, 10)).isEmpty();
        assertThat(store().save(a)).isFalse();
        assertThat(store().delete(a)).isFalse();
    }

    @Test
    default void deletingASessionKeepsTheAnswersItGave() {
        SessionId a = Samples.session("a");
        FencingToken token = createSession(a, 1);
        commit(Samples.full(a, 2, token, 1, Samples.receipt("k"), new Attachment("c", "{}")));
        store().delete(a);
        assertThat(store().receipt("alice", "k")).contains(Samples.receipt("k"));
    }

    @Test
    default void noTokenWritesADeletedSession() {
        SessionId a = Samples.session("a");
        FencingToken before = createSession(a, 1);
        store().delete(a);
        FencingToken after = lease(a);
        for (FencingToken token : List.of(before, after)) {
            assertThat(store().append(new Append(a, 2, token, Samples.events(2, 1))))
                    .isEqualTo(new AppendResult.Fenced());
            assertThat(store().append(Samples.start(a, token, 1)))
                    .isEqualTo(new AppendResult.Fenced());
        }
        assertThat(store().head(a)).isEmpty();
    }

    @Test
    default void deletingOneSessionLeavesTheOthers() {
        SessionId a = Samples.session("a");
        SessionId b = Samples.session("b");
        createSession(a, 700);
        FencingToken token = createSession(b, 700);
        store().delete(a);
        commit(new Append(b, 701, token, Samples.events(701, 1)));
        assertThat(store().read(b, 0, 1_000)).isEqualTo(Samples.events(1, 701));
    }
}
