package dev.nocturne.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.testkit.session.LogRules;
import dev.nocturne.testkit.session.ScriptedOrchestrator;
import dev.nocturne.testkit.session.TestSessions;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Appends of which the store does not say whether they were stored. */
@Timeout(60)
class DoubtTest {
    private final FaultyStore store =
            new FaultyStore(new InMemoryStore(InstantSource.system()), new Random(1), 0);
    private final ScriptedOrchestrator script = new ScriptedOrchestrator("script", run -> {});
    private final TestSessions bench = new TestSessions(store, script, SessionLimits.DEFAULT, 1);
    private final IdempotencyKey key = new IdempotencyKey("k", "POST /api/sessions");

    @AfterEach
    void close() {
        bench.close();
    }

    private SessionId create() {
        return new SessionId(
                TestSessions.ok(
                                bench.sessions()
                                        .create(
                                                TestSessions.OWNER,
                                                TestSessions.ENVIRONMENT,
                                                "x",
                                                null,
                                                key))
                        .sessionId());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestInDoubtIsRepeatedUnderItsKeyAndDoneOnce(boolean stored) throws Exception {
        store.doubtNext(stored);
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        Fault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_DOUBTFUL));
        SessionId session = create();
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertThat(create()).isEqualTo(session);
        SessionFilter all = new SessionFilter(null, null, null, null, 10);
        assertThat(bench.sessions().list(TestSessions.OWNER, all).sessions()).hasSize(1);
        assertThat(bench.names(session)).filteredOn("user_message"::equals).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunWhoseEventIsInDoubtContinuesAndTheEventIsStoredOnce(boolean stored) throws Exception {
        CountDownLatch doubt = new CountDownLatch(1);
        script.play(run -> {
            doubt.await();
            run.status("once");
        });
        SessionId session = bench.begin("x");
        store.doubtNext(stored);
        doubt.countDown();
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertThat(LogRules.breaches(bench.log(session))).isEmpty();
        assertThat(bench.names(session)).filteredOn("status"::equals).hasSize(1);
    }
}
