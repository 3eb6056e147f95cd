package dev.nocturne.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.session.Answers;
import dev.nocturne.core.session.ApprovalDecision;
import dev.nocturne.core.session.ExternalEvent;
import dev.nocturne.core.session.OpenApproval;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.core.session.SessionState;
import dev.nocturne.core.status.Status;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.TestTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Approvals that an agent elsewhere asks for. */
@Timeout(60)
class ExternalApprovalsTest {
    private static final Duration SILENCE = SessionLimits.DEFAULT.externalSilence();
    private static final Instant IN_AN_HOUR = TestClock.START.plus(Duration.ofHours(1));

    private final TestClock clock = new TestClock();
    private TestTimers timers = new TestTimers(clock);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final ScriptedOrchestrator unused = new ScriptedOrchestrator("script", run -> {});
    private TestSessions bench = start(1);
    private SessionId session = new SessionId("none");

    private TestSessions start(long seed) {
        return new TestSessions(store, unused, SessionLimits.DEFAULT, seed, clock, timers);
    }

    @BeforeEach
    void begin() {
        session =
                new SessionId(
                        TestSessions.ok(
                                        bench.sessions()
                                                .create(
                                                        TestSessions.OWNER,
                                                        TestSessions.ENVIRONMENT,
                                                        "x",
                                                        SessionState.EXTERNAL,
                                                        null))
                                .sessionId());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static ExternalEvent event(String name, String data) {
        return new ExternalEvent(name, EventCodec.object(data.replace('\'', '"')));
    }

    private static ExternalEvent call(String id) {
        return event(
                "tool_call.start",
                "{'id':'" + id + "','step':1,'agent':'page_somebody','query':'?'}");
    }

    private static ExternalEvent asked(String id, String call, Instant expires) {
        return event(
                "approval.requested",
                "{'id':'%s','call':'%s','tool':'page_somebody','arguments':{'who':1},'expires_at':'%s'}"
                        .formatted(id, call, expires));
    }

    private Result<Answers.Posted> post(ExternalEvent... events) {
        return bench.sessions()
                .post(
                        TestSessions.OWNER,
                        session,
                        Arrays.asList(events),
                        OptionalLong.empty(),
                        null);
    }

    private Result<Answers.Resolved> approve(String id) {
        return bench.sessions()
                .resolve(TestSessions.OWNER, session, id, ApprovalDecision.APPROVE, null, null);
    }

    private SessionState state() {
        return bench.open(session).state();
    }

    private static ErrorCode refusal(Result<?> result) {
        return result instanceof Result.Rejected<?> no ? no.code() : ErrorCode.INTERNAL;
    }

    @Test
    void aTurnThatEndedLeavesNoTimerBehind() {
        int whileItRan = timers.pending();
        TestSessions.ok(post(event("run.complete", "{'steps':0,'time':'0.1s'}")));
        assertThat(state().status()).isEqualTo(Status.COMPLETED);
        assertThat(timers.pending()).isEqualTo(whileItRan - 1);
    }

    @Test
    void itIsAnsweredAsOneOfOursAndTheAgentSeesTheAnswerInTheLog() {
        TestSessions.ok(post(call("c"), asked("p", "c", IN_AN_HOUR)));
        assertThat(state().approvals()).extracting(OpenApproval::id).containsExactly("p");
        TestSessions.ok(approve("p"));
        assertThat(bench.log(session).getLast().data())
                .contains("\"decision\":\"approve\"", "\"by\":\"tester\"");
        assertThat(state().approvals()).isEmpty();
        assertThat(refusal(approve("p"))).isEqualTo(ErrorCode.NO_OPEN_APPROVAL);
    }

    @Test
    void anAgentThatWaitsForAPersonMayBeSilent() throws InterruptedException {
        TestSessions.ok(post(call("c"), asked("p", "c", IN_AN_HOUR)));
        timers.advance(Duration.ofMinutes(59));
        assertThat(state().status()).isEqualTo(Status.IN_PROGRESS);
        timers.advance(Duration.ofMinutes(1));
        assertThat(bench.log(session).getLast().data()).contains("\"by\":\"expiry\"");
        timers.advance(SILENCE.minusMillis(1));
        assertThat(state().status()).isEqualTo(Status.IN_PROGRESS);
        timers.advance(SILENCE);
        assertThat(state().status()).isEqualTo(Status.FAILED);
        assertThat(bench.log(session).getLast().data()).contains("external_silent");
        assertThat(LogRules.breaches(bench.log(session))).isEmpty();
    }

    @Test
    void theSameAfterARestart() throws InterruptedException {
        TestSessions.ok(post(call("c"), asked("p", "c", IN_AN_HOUR)));
        bench.close();
        timers = new TestTimers(clock);
        bench = start(2);
        TestSessions.ok(post(event("note", "{}")));
        timers.advance(Duration.ofMinutes(59));
        TestSessions.ok(approve("p"));
        timers.advance(SILENCE.minusMillis(1));
        assertThat(state().status()).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void theEndOfTheTurnAndACancelResolveWhatIsOpen() throws InterruptedException {
        TestSessions.ok(post(call("c"), asked("p", "c", IN_AN_HOUR)));
        TestSessions.ok(post(event("run.complete", "{}")));
        assertThat(bench.names(session))
                .endsWith("approval.resolved", "tool_call.complete", "run.complete");

        TestSessions.ok(bench.sessions().message(TestSessions.OWNER, session, "again", null));
        TestSessions.ok(post(call("d"), asked("q", "d", IN_AN_HOUR)));
        TestSessions.ok(bench.sessions().cancel(TestSessions.OWNER, session, null));
        assertThat(refusal(approve("q"))).isEqualTo(ErrorCode.NO_OPEN_APPROVAL);
        timers.advance(SessionLimits.DEFAULT.cancelGrace());
        assertThat(state().status()).isEqualTo(Status.CANCELLED);
        assertThat(LogRules.breaches(bench.log(session))).isEmpty();
    }

    @Test
    void anAgentMayTakeItsQuestionBack() {
        TestSessions.ok(post(call("c"), asked("p", "c", IN_AN_HOUR)));
        TestSessions.ok(
                post(event("approval.resolved", "{'id':'p','decision':'deny','by':'agent'}")));
        assertThat(refusal(approve("p"))).isEqualTo(ErrorCode.NO_OPEN_APPROVAL);
    }

    @Test
    void whatIsTooMuchOrTooLongOrTooFarAwayIsRefused() {
        TestSessions.ok(post(call("c")));
        for (int i = 0; i < 20; i++) {
            TestSessions.ok(post(asked("p" + i, "c", IN_AN_HOUR)));
        }
        assertThat(refusal(post(asked("p20", "c", IN_AN_HOUR))))
                .isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
        TestSessions.ok(approve("p3"));
        for (String id : new String[] {"x".repeat(201), "", "; reboot", "-n", "a/b", "ü"}) {
            assertThat(refusal(post(asked(id, "c", IN_AN_HOUR))))
                    .as(id)
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
        }
        assertThat(refusal(post(asked("p", "c".repeat(201), IN_AN_HOUR))))
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        for (Instant far : new Instant[] {TestClock.START.plus(Duration.ofDays(8)), Instant.MAX}) {
            assertThat(refusal(post(asked("far", "c", far)))).isEqualTo(ErrorCode.INVALID_REQUEST);
        }
        String much = "x".repeat(9_000);
        assertThat(
                        refusal(
                                post(
                                        event(
                                                "approval.requested",
                                                "{'id':'p','call':'c','tool':'t','arguments':{'a':'"
                                                        + much
                                                        + "'},'expires_at':'"
                                                        + IN_AN_HOUR
                                                        + "'}"))))
                .isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
        assertThat(state().approvals()).hasSize(19);
    }

    @Test
    void oneThatMakesNoSenseMeansNothingAndOneOfThePastExpiresAtOnce() throws InterruptedException {
        TestSessions.ok(
                post(
                        call("c"),
                        event(
                                "tool_call.start",
                                "{'id':'d','step':2,'agent':'A','query':'q',"
                                        + "'timestamp':'-999999999-01-01T00:00:00Z'}"),
                        asked("p", "nowhere", IN_AN_HOUR),
                        event("approval.requested", "{'id':'q','call':'c','tool':'t'}")));
        assertThat(state().approvals()).isEmpty();
        TestSessions.ok(post(asked("r", "c", Instant.MIN)));
        bench.awaitEvent(session, "approval.resolved");
        assertThat(bench.log(session).getLast().data())
                .contains("\"id\":\"r\"", "\"by\":\"expiry\"");
        TestSessions.ok(post(event("error", "{}")));
        assertThat(state().status()).isEqualTo(Status.FAILED);
    }
}
