package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.SessionPage;
import org.junit.jupiter.api.Test;

/** Acknowledged changes survive a restart. Skipped for stores that are not durable. */
public interface DurabilityContract extends StoreFixture {
    @Test
    default void everythingAcknowledgedIsThereAfterARestart() {
        SessionId session = Samples.session("s");
        FencingToken token = createSession(session, 2);
        commit(Samples.full(session, 3, token, 1, Samples.receipt("k"), new Attachment("c", "{}")));
        commit(new Append(session, 4, token, Samples.events(4, 1)));
        store().save(session);
        store().remember(Samples.receipt("l"));
        SessionPage list = store().list(Samples.all(10));

        reopen();

        assertThat(store().read(session, 0, 10)).isEqualTo(Samples.events(1, 4));
        assertThat(store().list(Samples.all(10))).isEqualTo(list);
        assertThat(store().head(session)).contains(list.sessions().getFirst());
        assertThat(store().attachment(session, "c")).contains("{}");
        assertThat(store().receipt("alice", "k")).contains(Samples.receipt("k"));
        assertThat(store().receipt("alice", "l")).contains(Samples.receipt("l"));
    }

    @Test
    default void aLogContinuesAfterARestart() {
        SessionId session = Samples.session("s");
        createSession(session, 3);
        reopen();
        FencingToken token = lease(session);
        assertThat(store().append(new Append(session, 3, token, Samples.events(3, 1))))
                .isEqualTo(new AppendResult.Conflict(3));
        commit(new Append(session, 4, token, Samples.events(4, 1)));
    }

    @Test
    default void aDeletedSessionStaysDeletedAfterARestart() {
        SessionId session = Samples.session("s");
        createSession(session, 1_500);
        store().delete(session);
        reopen();
        assertThat(store().head(session)).isEmpty();
        assertThat(store().read(session, 0, 10)).isEmpty();
        assertThat(store().append(Samples.start(session, lease(session), 1)))
                .isEqualTo(new AppendResult.Fenced());
    }

    @Test
    default void aNewSessionAfterARestartInheritsNothingFromADeletedOne() {
        SessionId old = Samples.session("old");
        FencingToken token = createSession(old, 1_500);
        commit(Samples.full(old, 1_501, token, 1, Samples.receipt("k"), new Attachment("c", "{}")));
        store().delete(old);
        reopen();
        SessionId next = Samples.session("next");
        createSession(next, 2);
        assertThat(store().read(next, 0, 10)).isEqualTo(Samples.events(1, 2));
        assertThat(store().attachment(next, "c")).isEmpty();
    }
}
