package dev.nocturne.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.core.session.Answers;
import dev.nocturne.core.session.ApprovalDecision;
import dev.nocturne.core.session.IdempotencyKey;
import dev.nocturne.core.session.OpenApproval;
import dev.nocturne.core.session.SessionFilter;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.core.status.Status;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.TestTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that wait for a person: answered, expired, cut off, over restarts. */
@Timeout(60)
class ApprovalsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final TestClock clock = new TestClock();
    private TestTimers timers = new TestTimers(clock);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final ScriptedOrchestrator script = new ScriptedOrchestrator("script", run -> {});
    private final AtomicInteger sent = new AtomicInteger();
    private final List<ToolOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private TestSessions bench = start(1);
    private int restarts;

    private TestSessions start(long seed) {
        return new TestSessions(store, script, SessionLimits.DEFAULT, seed, clock, timers);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void stop() {
        bench.close();
        outcomes.clear();
        timers = new TestTimers(clock);
    }

    private void restart() {
        stop();
        bench = start(100 + restarts++);
    }

    private static ToolCall dispatch(String key) {
        return new ToolCall(
                key,
                "dispatch_field_engineer",
                "Send somebody to DC-1.",
                null,
                true,
                Duration.ofMinutes(1),
                new Approval(EventCodec.object("{\"site\":\"DC-1\"}"), PATIENCE));
    }

    private ToolResult send() {
        return ToolResult.text("sent " + sent.incrementAndGet());
    }

    private void asking(RunContext run) throws InterruptedException {
        outcomes.add(run.toolCall(dispatch("a"), this::send));
    }

    private ToolBody hanging(CountDownLatch begun) {
        return () -> {
            sent.incrementAndGet();
            begun.countDown();
            new CountDownLatch(1).await();
            return ToolResult.text("never");
        };
    }

    /** A session that waits for its first approval, whose expiry is scheduled. */
    private SessionId waiting() throws InterruptedException {
        SessionId session = bench.begin("x");
        bench.awaitEvent(session, "approval.requested");
        timers.awaitDueAt(open(session).expiresAt());
        return session;
    }

    private OpenApproval open(SessionId session) {
        return bench.open(session).state().approvals().getFirst();
    }

    private Result<Answers.Resolved> answer(
            SessionId session, String approval, ApprovalDecision decision, @Nullable String note) {
        return bench.sessions()
                .resolve(TestSessions.OWNER, session, approval, decision, note, null);
    }

    private void approve(SessionId session) {
        TestSessions.ok(answer(session, open(session).id(), ApprovalDecision.APPROVE, null));
    }

    private static ErrorCode refusal(Result<?> result) {
        return result instanceof Result.Rejected<?> no ? no.code() : ErrorCode.INTERNAL;
    }

    private String end(SessionId session) throws InterruptedException {
        String status = bench.awaitEnd(session);
        assertThat(LogRules.breaches(bench.log(session))).isEmpty();
        assertThat(bench.open(session).state().approvals()).isEmpty();
        return status;
    }

    private Payload.ApprovalResolved resolution(SessionId session) {
        List<Payload.ApprovalResolved> all =
                bench.log(session).stream()
                        .map(e -> EventCodec.decode(e.name(), e.data()))
                        .filter(Payload.ApprovalResolved.class::isInstance)
                        .map(Payload.ApprovalResolved.class::cast)
                        .toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void assertFailed(String code, String message) {
        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ToolOutcome.Failed.class,
                        f -> {
                            assertThat(f.code()).isEqualTo(code);
                            assertThat(f.message()).contains(message);
                        });
    }

    @Test
    void anApprovedCallIsMade() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        OpenApproval open = open(session);
        assertThat(open.tool()).isEqualTo("dispatch_field_engineer");
        assertThat(open.arguments()).isEqualTo("{\"site\":\"DC-1\"}");
        assertThat(open.expiresAt()).isEqualTo(TestClock.START.plus(PATIENCE));
        assertThat(listed().awaitingApproval()).isTrue();
        assertThat(sent).hasValue(0);

        assertThat(TestSessions.ok(answer(session, open.id(), ApprovalDecision.APPROVE, "go")))
                .isEqualTo(new Answers.Resolved(open.id(), "approve"));
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(1);
        assertThat(bench.names(session))
                .containsSubsequence(
                        "tool_call.start",
                        "approval.requested",
                        "approval.resolved",
                        "tool_call.begun",
                        "tool_call.complete",
                        "run.complete");
        assertThat(resolution(session))
                .isEqualTo(
                        new Payload.ApprovalResolved(
                                open.id(), "approve", TestSessions.OWNER, "go", TestClock.START));
        assertThat(listed().awaitingApproval()).isFalse();
    }

    private Answers.SessionSummary listed() {
        SessionFilter all = new SessionFilter(null, null, null, null, 10);
        return bench.sessions().list(TestSessions.OWNER, all).sessions().getFirst();
    }

    @Test
    void aDeniedCallIsNotMadeAndTheRunLearnsWhy() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        TestSessions.ok(
                answer(session, open(session).id(), ApprovalDecision.DENY, "It is night there."));
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(0);
        assertFailed("approval_denied", "It is night there.");
    }

    @Test
    void whatNobodyAnswersExpires() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        String id = open(session).id();
        timers.advance(PATIENCE.minusMillis(1));
        assertThat(bench.open(session).state().approvals()).hasSize(1);
        timers.advance(Duration.ofMillis(1));
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(0);
        assertFailed("approval_expired", "");
        assertThat(resolution(session).by()).isEqualTo("expiry");
        assertThat(refusal(answer(session, id, ApprovalDecision.APPROVE, null)))
                .isEqualTo(ErrorCode.NO_OPEN_APPROVAL);
    }

    @Test
    void itExpiresWhileTheServerIsDownToo() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        stop();
        clock.advance(PATIENCE);
        bench = start(2);
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(0);
        assertFailed("approval_expired", "");
        assertThat(resolution(session).by()).isEqualTo("expiry");
    }

    @Test
    void aCancelEndsTheWait() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        String id = open(session).id();
        TestSessions.ok(bench.sessions().cancel(TestSessions.OWNER, session, null));
        assertThat(end(session)).isEqualTo("cancelled");
        assertThat(bench.names(session))
                .endsWith("status", "approval.resolved", "tool_call.complete", "error");
        assertThat(resolution(session).by()).isEqualTo("turn_end");
        assertThat(refusal(answer(session, id, ApprovalDecision.APPROVE, null)))
                .isEqualTo(ErrorCode.NO_OPEN_APPROVAL);
        assertThat(sent).hasValue(0);
        assertThat(outcomes).isEmpty();
    }

    @Test
    void afterARestartItStillWaitsAndCanBeAnsweredAtOnce() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        restart();
        approve(session);
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(1);
        assertThat(bench.names(session)).filteredOn("approval.requested"::equals).hasSize(1);
        assertThat(bench.names(session)).filteredOn("tool_call.start"::equals).hasSize(1);
    }

    @Test
    void restartsWhileNothingIsDoneButWaitingDoNotCountAgainstTheTurn()
            throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        for (int i = 1; i <= 5; i++) {
            restart();
            bench.awaitEvents(session, "status", i);
        }
        approve(session);
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(1);
    }

    @Test
    void aKillBetweenTheApprovalAndTheWorkLosesNothing() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        stop();
        // A server that has the session but does not get to its run.
        script.play(run -> new CountDownLatch(1).await());
        bench = start(2);
        approve(session);
        assertThat(bench.names(session)).doesNotContain("tool_call.begun");
        script.play(this::asking);
        restart();
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(1);
        assertThat(outcomes).singleElement().isInstanceOf(ToolOutcome.Done.class);
    }

    @Test
    void aKillDuringTheApprovedWorkLeavesItsOutcomeUnknownAndNothingIsRepeated()
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> outcomes.add(run.toolCall(dispatch("a"), hanging(begun))));
        SessionId session = waiting();
        approve(session);
        begun.await();
        restart();
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(1);
        assertFailed("outcome_unknown", "");
        assertThat(bench.names(session)).filteredOn("approval.requested"::equals).hasSize(1);
    }

    @Test
    void approvedWorkWithoutSideEffectsIsDoneAgainWithoutAskingAgain() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> {
            ToolCall d = dispatch("a");
            ToolCall harmless =
                    new ToolCall(d.key(), d.agent(), d.query(), null, false, null, d.approval());
            ToolBody body = run.resumed() ? this::send : hanging(begun);
            outcomes.add(run.toolCall(harmless, body));
        });
        SessionId session = waiting();
        approve(session);
        begun.await();
        restart();
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(2);
        assertThat(outcomes).singleElement().isInstanceOf(ToolOutcome.Done.class);
        assertThat(bench.names(session)).filteredOn("approval.requested"::equals).hasSize(1);
    }

    @Test
    void theDeadlineStandsStillWhileAPersonIsWaitedFor() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> {
            ToolCall d = dispatch("a");
            ToolCall slow =
                    new ToolCall(
                            d.key(),
                            d.agent(),
                            d.query(),
                            null,
                            true,
                            Duration.ofHours(1),
                            d.approval());
            run.toolCall(slow, hanging(begun));
        });
        SessionId session = waiting();
        timers.advance(PATIENCE.minusMinutes(1));
        assertThat(bench.open(session).state().status()).isEqualTo(Status.IN_PROGRESS);
        approve(session);
        begun.await();
        timers.advance(SessionLimits.DEFAULT.turnDeadline().minusMillis(1));
        assertThat(bench.open(session).state().status()).isEqualTo(Status.IN_PROGRESS);
        timers.advance(Duration.ofMillis(1));
        assertThat(end(session)).isEqualTo("failed");
        assertThat(bench.log(session).getLast().data()).contains("deadline_exceeded");
    }

    @Test
    void ofAnAnswerAndTheExpiryOnlyOneCounts() throws InterruptedException {
        script.play(this::asking);
        SessionId late = waiting();
        String id = open(late).id();
        clock.advance(PATIENCE);
        assertThat(refusal(answer(late, id, ApprovalDecision.APPROVE, null)))
                .isEqualTo(ErrorCode.NO_OPEN_APPROVAL);
        timers.advance(Duration.ZERO);
        end(late);
        assertThat(resolution(late).by()).isEqualTo("expiry");

        outcomes.clear();
        SessionId early = waiting();
        timers.advance(PATIENCE.minusMillis(1));
        approve(early);
        timers.advance(PATIENCE);
        end(early);
        assertThat(resolution(early).by()).isEqualTo(TestSessions.OWNER);
        assertThat(sent).hasValue(1);
    }

    @Test
    void twoAnswersAndTheExpiryAtTheSameInstantMakeOneDecision() throws InterruptedException {
        script.play(this::asking);
        for (int i = 0; i < 20; i++) {
            SessionId session = waiting();
            String id = open(session).id();
            timers.advance(PATIENCE.minusMillis(1));
            List<Result<Answers.Resolved>> results =
                    Collections.synchronizedList(new ArrayList<>());
            Thread yes =
                    Thread.ofVirtual()
                            .start(() ->
                                    results.add(
                                            answer(session, id, ApprovalDecision.APPROVE, null)));
            Thread no =
                    Thread.ofVirtual()
                            .start(() ->
                                    results.add(answer(session, id, ApprovalDecision.DENY, null)));
            timers.advance(Duration.ofMillis(1));
            yes.join();
            no.join();
            end(session);
            long accepted = results.stream().filter(Result.Ok.class::isInstance).count();
            boolean expired = resolution(session).by().equals("expiry");
            assertThat(accepted).isEqualTo(expired ? 0 : 1);
        }
    }

    @Test
    void theSameKeyAnswersOnceAndForeignSessionsLookMissing() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        String id = open(session).id();
        IdempotencyKey key = new IdempotencyKey("k", "f");
        for (String owner : List.of("somebody", "")) {
            assertThat(
                            refusal(
                                    bench.sessions()
                                            .resolve(
                                                    owner,
                                                    session,
                                                    id,
                                                    ApprovalDecision.APPROVE,
                                                    null,
                                                    key)))
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
        assertThat(refusal(answer(session, "apr-other", ApprovalDecision.APPROVE, null)))
                .isEqualTo(ErrorCode.NO_OPEN_APPROVAL);
        for (int i = 0; i < 2; i++) {
            assertThat(
                            bench.sessions()
                                    .resolve(
                                            TestSessions.OWNER,
                                            session,
                                            id,
                                            ApprovalDecision.APPROVE,
                                            null,
                                            key))
                    .isInstanceOf(Result.Ok.class);
        }
        assertThat(refusal(answer(session, id, ApprovalDecision.DENY, null)))
                .isEqualTo(ErrorCode.NO_OPEN_APPROVAL);
        end(session);
        assertThat(sent).hasValue(1);
    }

    @Test
    void noMoreThanTwentyApprovalsAreOpenAtOnce() throws InterruptedException {
        script.play(run -> {
            List<Thread> calls =
                    IntStream.range(0, 21)
                            .mapToObj(i -> Thread.ofVirtual().start(() -> ask(run, "a" + i)))
                            .toList();
            for (Thread call : calls) {
                call.join();
            }
        });
        SessionId session = bench.begin("x");
        bench.awaitEvents(session, "approval.requested", 20);
        bench.awaitEvent(session, "tool_call.complete");
        for (OpenApproval each : bench.open(session).state().approvals()) {
            TestSessions.ok(answer(session, each.id(), ApprovalDecision.APPROVE, null));
        }
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(20);
        outcomes.removeIf(ToolOutcome.Done.class::isInstance);
        assertFailed("approval_limit", "20");
    }

    private void ask(RunContext run, String key) {
        try {
            outcomes.add(run.toolCall(dispatch(key), this::send));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsTooLongToBeShownIsNotAskedFor() throws InterruptedException {
        script.play(run -> {
            String much = "{\"text\":\"" + "x".repeat(Approval.MOST_ARGUMENT_BYTES) + "\"}";
            ToolCall d = dispatch("a");
            Approval longest = new Approval(EventCodec.object(much), PATIENCE);
            outcomes.add(
                    run.toolCall(
                            new ToolCall("a", d.agent(), d.query(), null, true, null, longest),
                            this::send));
        });
        SessionId session = bench.begin("x");
        assertThat(end(session)).isEqualTo("completed");
        assertThat(sent).hasValue(0);
        assertFailed("approval_too_large", "");
        assertThat(bench.names(session)).doesNotContain("approval.requested");
    }

    @Test
    void aTurnThatWaitsCanBeDeletedAndTheServerStopped() throws InterruptedException {
        script.play(this::asking);
        SessionId session = waiting();
        SessionId other = waiting();
        bench.sessions().delete(TestSessions.OWNER, session);
        assertThat(bench.log(session)).isEmpty();
        restart();
        approve(other);
        end(other);
        assertThat(sent).hasValue(1);
    }
}
