package dev.nocturne.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.core.session.Answers;
import dev.nocturne.core.session.ApprovalDecision;
import dev.nocturne.core.session.SessionLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The places of running turns are shared among owners, and not taken by turns that wait. */
@Timeout(60)
class FairTurnsTest {
    private static final int PLACES = 4;

    private final InMemoryStore store = new InMemoryStore(InstantSource.system());
    private final Semaphore go = new Semaphore(0);
    private final ScriptedOrchestrator script =
            new ScriptedOrchestrator("script", run -> go.acquire());
    private final TestSessions bench =
            new TestSessions(store, script, SessionLimits.DEFAULT.withRunningTurns(PLACES), 1);

    @AfterEach
    void close() {
        bench.close();
    }

    private Result<Answers.Created> create(String owner) {
        return bench.sessions().create(owner, TestSessions.ENVIRONMENT, "x", null, null);
    }

    private static ErrorCode refusal(Result<?> result) {
        return result instanceof Result.Rejected<?> no ? no.code() : ErrorCode.INTERNAL;
    }

    @Test
    void anOwnerThatTookAllPlacesLeavesTheOthersTheirShare() {
        for (int i = 0; i < PLACES; i++) {
            TestSessions.ok(create("alice"));
        }
        assertThat(refusal(create("alice"))).isEqualTo(ErrorCode.TOO_MANY_TURNS);
        TestSessions.ok(create("bob"));
        TestSessions.ok(create("bob"));
        assertThat(refusal(create("bob"))).isEqualTo(ErrorCode.TOO_MANY_TURNS);
        TestSessions.ok(create("carol"));
        assertThat(refusal(create("alice"))).isEqualTo(ErrorCode.TOO_MANY_TURNS);
    }

    private void asking(RunContext run) throws InterruptedException {
        run.toolCall(
                new ToolCall(
                        "c",
                        "dispatch",
                        "q",
                        null,
                        true,
                        Duration.ofMinutes(1),
                        new Approval(EventCodec.object("{}"), Duration.ofDays(1))),
                () -> {
                    go.acquire();
                    return ToolResult.text("done");
                });
    }

    @Test
    void aTurnThatOnlyWaitsHoldsNoPlaceAndWhenApprovedWaitsForOneInOrder()
            throws InterruptedException {
        script.play(this::asking);
        List<SessionId> sessions = new ArrayList<>();
        for (int i = 0; i < 3 * PLACES; i++) {
            SessionId session = bench.begin("x");
            bench.awaitEvent(session, "approval.requested");
            sessions.add(session);
        }
        assertThat(bench.sessions().runningTurns()).isZero();
        sessions.forEach(this::approve);
        for (SessionId session : sessions.subList(0, PLACES)) {
            bench.awaitEvent(session, "tool_call.begun");
        }
        assertThat(bench.sessions().runningTurns()).isEqualTo(PLACES);
        for (SessionId session : sessions.subList(PLACES, 3 * PLACES)) {
            assertThat(bench.names(session)).doesNotContain("tool_call.begun");
        }
        assertThat(refusal(create(TestSessions.OWNER))).isEqualTo(ErrorCode.TOO_MANY_TURNS);
        go.release(3 * PLACES);
        for (SessionId session : sessions) {
            assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        }
        assertThat(bench.sessions().runningTurns()).isZero();
    }

    private void approve(SessionId session) {
        String approval = bench.open(session).state().approvals().getFirst().id();
        TestSessions.ok(
                bench.sessions()
                        .resolve(
                                TestSessions.OWNER,
                                session,
                                approval,
                                ApprovalDecision.APPROVE,
                                null,
                                null));
    }

    @Test
    void aCancelledTurnLeavesTheQueue() throws InterruptedException {
        script.play(this::asking);
        List<SessionId> sessions = new ArrayList<>();
        for (int i = 0; i < PLACES + 1; i++) {
            SessionId session = bench.begin("x");
            bench.awaitEvent(session, "approval.requested");
            sessions.add(session);
        }
        sessions.forEach(this::approve);
        bench.sessions().cancel(TestSessions.OWNER, sessions.getLast(), null);
        assertThat(bench.awaitEnd(sessions.getLast())).isEqualTo("cancelled");
        go.release(PLACES);
        for (SessionId session : sessions.subList(0, PLACES)) {
            assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        }
        assertThat(bench.sessions().runningTurns()).isZero();
    }
}
