package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.SessionPage;
import org.junit.jupiter.api.Test;

/** What was answered is still there after a restart. Skipped for stores that keep nothing. */
public interface DurabilityContract extends StoreFixture {
    @Test
    default void everythingAnsweredIsThereAfterARestart() {
        SessionId session = Sample.session("s");
        FencingToken token = started(session, 2);
        commit(Sample.full(session, 3, token, 1, Sample.receipt("k"), new Attachment("c", "{}")));
        commit(new Append(session, 4, token, Sample.events(4, 1)));
        store().save(session);
        store().remember(Sample.receipt("l"));
        SessionPage list = store().list(Sample.all(10));

        reopen();

        assertThat(store().read(session, 0, 10)).isEqualTo(Sample.events(1, 4));
        assertThat(store().list(Sample.all(10))).isEqualTo(list);
        assertThat(store().head(session)).contains(list.sessions().getFirst());
        assertThat(store().attachment(session, "c")).contains("{}");
        assertThat(store().receipt("alice", "k")).contains(Sample.receipt("k"));
        assertThat(store().receipt("alice", "l")).contains(Sample.receipt("l"));
    }

    @Test
    default void aLogGoesOnAfterARestartWhereItEnded() {
        SessionId session = Sample.session("s");
        started(session, 3);
        reopen();
        FencingToken token = lease(session);
        assertThat(store().append(new Append(session, 3, token, Sample.events(3, 1))))
                .isEqualTo(new AppendResult.Conflict(3));
        commit(new Append(session, 4, token, Sample.events(4, 1)));
    }

    @Test
    default void aDeletedSessionStaysDeletedAfterARestart() {
        SessionId session = Sample.session("s");
        started(session, 1_500);
        store().delete(session);
        reopen();
        assertThat(store().head(session)).isEmpty();
        assertThat(store().read(session, 0, 10)).isEmpty();
        assertThat(store().append(Sample.start(session, lease(session), 1)))
                .isEqualTo(new AppendResult.Fenced());
    }

    @Test
    default void aNewSessionAfterARestartInheritsNothingFromADeletedOne() {
        SessionId old = Sample.session("old");
        FencingToken token = started(old, 1_500);
        commit(Sample.full(old, 1_501, token, 1, Sample.receipt("k"), new Attachment("c", "{}")));
        store().delete(old);
        reopen();
        SessionId next = Sample.session("next");
        started(next, 2);
        assertThat(store().read(next, 0, 10)).isEqualTo(Sample.events(1, 2));
        assertThat(store().attachment(next, "c")).isEmpty();
    }
}
