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

/** What is kept, what expires, what is gone for ever. */
public interface RetentionContract extends StoreFixture {
    private SessionId changed(String id, String status, int second) {
        SessionId session = Sample.session(id);
        FencingToken token = lease(session);
        Instant at = TestClock.START.plusSeconds(second);
        Checkpoint checkpoint =
                new Checkpoint(
                        session, 1, "alice", "telecom", status, TestClock.START, at, id, "{}");
        commit(Sample.append(session, 1, token, 1, checkpoint));
        return session;
    }

    private List<SessionId> deleteExpired(int second, int limit) {
        return store().deleteExpired(TestClock.START.plusSeconds(second), limit);
    }

    @Test
    default void theLongestUntouchedSessionExpiresFirst() {
        SessionId b = changed("b", "completed", 20);
        SessionId a = changed("a", "failed", 30);
        SessionId c = changed("c", "cancelled", 10);
        SessionId d = changed("d", "pending", 40);
        assertThat(deleteExpired(100, 2)).containsExactly(c, b);
        assertThat(deleteExpired(100, 10)).containsExactly(a, d);
        assertThat(store().list(Sample.all(10)).sessions()).isEmpty();
    }

    @Test
    default void anExpiredSessionThatWasDeletedIsNotStartedAgain() {
        SessionId a = changed("a", "completed", 10);
        FencingToken before = lease(a);
        assertThat(deleteExpired(100, 10)).containsExactly(a);
        assertThat(store().append(Sample.append(a, 2, before, 1, null)))
                .isEqualTo(new AppendResult.Fenced());
        assertThat(store().append(Sample.start(a, lease(a), 1)))
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
        SessionId a = changed("a", "completed", 10);
        assertThat(deleteExpired(10, 10)).isEmpty();
        assertThat(deleteExpired(11, 10)).containsExactly(a);
    }

    @Test
    default void aRunningSessionDoesNotExpire() {
        changed("a", "in_progress", 10);
        assertThat(deleteExpired(100, 10)).isEmpty();
    }

    @Test
    default void aSavedSessionDoesNotExpire() {
        SessionId a = changed("a", "completed", 10);
        assertThat(store().save(a)).isTrue();
        assertThat(store().save(a)).isTrue();
        assertThat(deleteExpired(100, 10)).isEmpty();
        assertThat(store().head(a).orElseThrow().saved()).isTrue();
    }

    @Test
    default void aCheckpointDoesNotUndoSaving() {
        SessionId a = changed("a", "completed", 10);
        store().save(a);
        commit(Sample.append(a, 2, lease(a), 1, Sample.checkpoint(a, 2)));
        assertThat(store().head(a).orElseThrow().saved()).isTrue();
    }

    @Test
    default void anUnknownSessionCanBeNeitherSavedNorDeleted() {
        assertThat(store().save(Sample.session("none"))).isFalse();
        assertThat(store().delete(Sample.session("none"))).isFalse();
    }

    @Test
    default void aDeletedSessionIsNowhere() {
        SessionId a = Sample.session("a");
        FencingToken token = started(a, 3);
        commit(Sample.full(a, 4, token, 1, Sample.receipt("k"), new Attachment("c", "{}")));
        assertThat(store().delete(a)).isTrue();

        assertThat(store().head(a)).isEmpty();
        assertThat(store().read(a, 0, 10)).isEmpty();
        assertThat(store().attachment(a, "c")).isEmpty();
        assertThat(store().list(Sample.all(10)).sessions()).isEmpty();
        assertThat(deleteExpired(1_000, 10)).isEmpty();
        assertThat(store().save(a)).isFalse();
        assertThat(store().delete(a)).isFalse();
    }

    @Test
    default void deletingASessionKeepsTheAnswersItGave() {
        SessionId a = Sample.session("a");
        FencingToken token = started(a, 1);
        commit(Sample.full(a, 2, token, 1, Sample.receipt("k"), new Attachment("c", "{}")));
        store().delete(a);
        assertThat(store().receipt("alice", "k")).contains(Sample.receipt("k"));
    }

    @Test
    default void noTokenWritesADeletedSession() {
        SessionId a = Sample.session("a");
        FencingToken before = started(a, 1);
        store().delete(a);
        FencingToken after = lease(a);
        for (FencingToken token : List.of(before, after)) {
            assertThat(store().append(new Append(a, 2, token, Sample.events(2, 1))))
                    .isEqualTo(new AppendResult.Fenced());
            assertThat(store().append(Sample.start(a, token, 1)))
                    .isEqualTo(new AppendResult.Fenced());
        }
        assertThat(store().head(a)).isEmpty();
    }

    @Test
    default void deletingOneSessionLeavesTheOthers() {
        SessionId a = Sample.session("a");
        SessionId b = Sample.session("b");
        started(a, 700);
        FencingToken token = started(b, 700);
        store().delete(a);
        commit(new Append(b, 701, token, Sample.events(701, 1)));
        assertThat(store().read(b, 0, 1_000)).isEqualTo(Sample.events(1, 701));
    }
}
