package dev.nocturne.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.engine.RunLimits;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.core.session.Answers;
import dev.nocturne.core.session.ExternalEvent;
import dev.nocturne.core.session.IdempotencyKey;
import dev.nocturne.core.session.SessionFilter;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.core.status.Status;
import dev.nocturne.core.stream.Delivery;
import dev.nocturne.core.stream.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionLifeTest {
    private final InMemoryStore store = new InMemoryStore(InstantSource.system());
    private final ScriptedOrchestrator script =
            new ScriptedOrchestrator("script", SessionLifeTest::twoStepsAndAnAnswer);
    private TestSessions bench = new TestSessions(store, script, SessionLimits.DEFAULT, 1);

    @AfterEach
    void close() {
        bench.close();
    }

    private static void twoStepsAndAnAnswer(RunContext run) throws InterruptedException {
        run.toolCall(
                new ToolCall("a", "GraphExplorerAgent", "what is near?", "look"),
                () -> ToolResult.text("near"));
        run.toolCall(
                new ToolCall("b", "TelemetryAgent", "what is odd?", "measure"),
                () -> ToolResult.text("odd"));
        try (AnswerStream answer = run.answer()) {
            answer.write("It is ");
            answer.write("the link.");
        }
    }

    private static void stuck(RunContext run, CountDownLatch begun) throws InterruptedException {
        run.toolCall(
                new ToolCall("a", "TelemetryAgent", "wait", null),
                () -> {
                    begun.countDown();
                    ignoreInterrupts(new CountDownLatch(1));
                    return ToolResult.text("never");
                });
    }

    /** Waits without end, ignoring interrupts. */
    private static void ignoreInterrupts(CountDownLatch never) {
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException e) {
                assertThat(never.getCount()).isPositive();
            }
        }
    }

    private void assertWellFormed(SessionId session) {
        assertThat(LogRules.breaches(bench.log(session))).isEmpty();
    }

    private static ErrorCode refusal(Result<?> result) {
        return result instanceof Result.Rejected<?> no ? no.code() : ErrorCode.INTERNAL;
    }

    @Test
    void aTurnRunsToItsEndInTheContractsOrder() throws InterruptedException {
        SessionId session = bench.begin("link down");
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertThat(bench.names(session))
                .startsWith(
                        "user_message",
                        "run.start",
                        "session.created",
                        "tool_call.start",
                        "tool_call.complete")
                .endsWith("message.complete", "run.complete");
        assertWellFormed(session);
        assertThat(bench.open(session).state().stepCount()).isEqualTo(2);
    }

    @Test
    void theAnswersDeltasAddUpToIt() throws InterruptedException {
        String text = "A long answer with \"quotes\", ümlauts and \uD83D\uDE80. ".repeat(400);
        script.play(run -> {
            try (AnswerStream answer = run.answer()) {
                for (int i = 0; i < text.length(); i += 7) {
                    answer.write(text.substring(i, Math.min(text.length(), i + 7)));
                }
            }
        });
        SessionId session = bench.begin("x");
        bench.awaitEnd(session);
        assertWellFormed(session);
        assertThat(bench.log(session))
                .filteredOn(e -> e.name().equals("message.delta"))
                .hasSizeLessThan(text.length() / 50)
                .allSatisfy(e -> assertThat(e.data().length()).isLessThan(1024));
        assertThat(bench.log(session).get(bench.log(session).size() - 2).data())
                .contains("long answer");
    }

    @Test
    void reasoningNeverShowsInTheAnswerAndGoesToTheNextCall() throws InterruptedException {
        script.play(run -> {
            AnswerStream answer = run.answer();
            String text = "before [ORCHESTRATOR_THINKING]secret plan[/ORCHESTRATOR_THINKING] after";
            for (int i = 0; i < text.length(); i += 3) {
                answer.write(text.substring(i, Math.min(text.length(), i + 3)));
            }
            run.toolCall(
                    new ToolCall("a", "TelemetryAgent", "q", null), () -> ToolResult.text("r"));
            answer.close();
        });
        SessionId session = bench.begin("x");
        bench.awaitEnd(session);
        assertThat(bench.log(session))
                .filteredOn(e -> e.name().startsWith("message."))
                .noneMatch(e -> e.data().contains("secret") || e.data().contains("THINKING"));
        assertThat(bench.log(session))
                .filteredOn(e -> e.name().equals("tool_call.start"))
                .allMatch(e -> e.data().contains("\"reasoning\":\"secret plan\""));
    }

    @Test
    void cancelEndsAStubbornRunAtOnceAndAFollowUpWorks() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> stuck(run, begun));
        SessionId session = bench.begin("x");
        begun.await();
        assertThat(
                        TestSessions.ok(bench.sessions().cancel(TestSessions.OWNER, session, null))
                                .status())
                .isEqualTo("cancelling");
        assertThat(bench.open(session).state().status()).isEqualTo(Status.CANCELLED);
        assertThat(bench.names(session)).endsWith("status", "tool_call.complete", "error");
        assertWellFormed(session);
        script.play(SessionLifeTest::twoStepsAndAnAnswer);
        Answers.Asked asked =
                TestSessions.ok(
                        bench.sessions().message(TestSessions.OWNER, session, "and now?", null));
        assertThat(asked).isEqualTo(new Answers.Asked("processing", 1, 7));
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertWellFormed(session);
    }

    @Test
    void cancelAtRestSaysSo() throws InterruptedException {
        SessionId session = bench.begin("x");
        bench.awaitEnd(session);
        Answers.Cancelling answer =
                TestSessions.ok(bench.sessions().cancel(TestSessions.OWNER, session, null));
        assertThat(answer.status()).isEqualTo("completed");
        assertThat(answer.message()).isNotNull();
    }

    @Test
    void aTurnPastItsDeadlineFailsWithItsCallsClosed() throws InterruptedException {
        bench.close();
        SessionLimits quick =
                new SessionLimits(
                        4,
                        Duration.ofMillis(100),
                        Duration.ofMillis(100),
                        Duration.ofMillis(50),
                        3,
                        Duration.ofMillis(10),
                        Duration.ZERO,
                        Duration.ofDays(1),
                        SessionLimits.DEFAULT.run());
        bench = new TestSessions(store, script, quick, 2);
        script.play(run -> stuck(run, new CountDownLatch(1)));
        SessionId session = bench.begin("x");
        assertThat(bench.awaitEnd(session)).isEqualTo("failed");
        assertThat(bench.log(session).getLast().data()).contains("\"code\":\"deadline_exceeded\"");
        assertWellFormed(session);
    }

    @Test
    void aPacedCallIsSeenAtWorkThroughItsPause() throws InterruptedException {
        bench.close();
        RunLimits paced = SessionLimits.DEFAULT.run().withPace(Duration.ofHours(1));
        bench = new TestSessions(store, script, SessionLimits.DEFAULT.withRun(paced), 4);
        SessionId session = bench.begin("x");
        bench.awaitEvent(session, "tool_call.start");
        bench.sessions().cancel(TestSessions.OWNER, session, null);
        assertThat(bench.awaitEnd(session)).isEqualTo("cancelled");
        assertWellFormed(session);
    }

    @Test
    void aFailingToolDoesNotFailTheRun() throws InterruptedException {
        script.play(run -> {
            ToolOutcome outcome =
                    run.toolCall(
                            new ToolCall("a", "TelemetryAgent", "q", null),
                            () -> {
                                throw new ToolFailure("bad_sql", "no such column: x");
                            });
            assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
            run.toolCall(
                    new ToolCall("b", "TelemetryAgent", "q", null),
                    () -> {
                        throw new IllegalArgumentException("internal detail");
                    });
        });
        SessionId session = bench.begin("x");
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertThat(bench.log(session).toString())
                .contains("FAILED: [bad_sql] no such column: x")
                .contains("FAILED: [tool_failed]")
                .doesNotContain("internal detail");
    }

    @Test
    void aToolThatTakesTooLongIsGivenUp() throws InterruptedException {
        script.play(run ->
                run.toolCall(
                        new ToolCall(
                                "a",
                                "TelemetryAgent",
                                "q",
                                null,
                                false,
                                Duration.ofMillis(20),
                                null),
                        () -> {
                            ignoreInterrupts(new CountDownLatch(1));
                            return ToolResult.text("never");
                        }));
        SessionId session = bench.begin("x");
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertThat(bench.log(session).toString()).contains("FAILED: [tool_timeout]");
    }

    @Test
    void aRunThatFailsSaysWhy() throws InterruptedException {
        script.play(run -> {
            throw new RunFailure("no_data", "The pack has no telemetry.", false);
        });
        SessionId session = bench.begin("x");
        assertThat(bench.awaitEnd(session)).isEqualTo("failed");
        assertThat(bench.log(session).getLast().data())
                .isEqualTo(
                        "{\"message\":\"The pack has no telemetry.\",\"code\":\"no_data\",\"recoverable\":false}");
    }

    @Test
    void aSecondTurnIsRefusedWhileOneRuns() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> stuck(run, begun));
        SessionId session = bench.begin("x");
        begun.await();
        assertThat(refusal(bench.sessions().message(TestSessions.OWNER, session, "hello?", null)))
                .isEqualTo(ErrorCode.TURN_RUNNING);
    }

    @Test
    void theLimitCountsRunningTurnsOnly() throws InterruptedException {
        bench.close();
        SessionLimits one = SessionLimits.DEFAULT.withRunningTurns(1);
        bench = new TestSessions(store, script, one, 3);
        SessionId done = bench.begin("x");
        bench.awaitEnd(done);
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> stuck(run, begun));
        SessionId running = bench.begin("y");
        begun.await();
        assertThat(
                        refusal(
                                bench.sessions()
                                        .create(
                                                TestSessions.OWNER,
                                                TestSessions.ENVIRONMENT,
                                                "z",
                                                null,
                                                null)))
                .isEqualTo(ErrorCode.TOO_MANY_TURNS);
        bench.sessions().cancel(TestSessions.OWNER, running, null);
        script.play(SessionLifeTest::twoStepsAndAnAnswer);
        assertThat(bench.awaitEnd(bench.begin("z"))).isEqualTo("completed");
    }

    @Test
    void whatIsNotOursLooksMissing() throws InterruptedException {
        SessionId session = bench.begin("x");
        bench.awaitEnd(session);
        SessionId missing = new SessionId("nowhere");
        for (SessionId id : List.of(session, missing)) {
            assertThat(refusal(bench.sessions().open("somebody", id)))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(refusal(bench.sessions().message("somebody", id, "x", null)))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(refusal(bench.sessions().cancel("somebody", id, null)))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(refusal(bench.sessions().save("somebody", id, null)))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(refusal(bench.sessions().subscribe("somebody", id, 0, false)))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(bench.sessions().delete("somebody", id).deleted()).isEqualTo(id.value());
        }
        assertThat(bench.open(session).visible()).isPositive();
        assertThat(
                        bench.sessions()
                                .list("somebody", new SessionFilter(null, null, null, null, 10))
                                .sessions())
                .isEmpty();
    }

    @Test
    void theSameKeyMakesOneSessionAlsoAfterARestart() throws InterruptedException {
        IdempotencyKey key = new IdempotencyKey("k1", "f1");
        Answers.Created first =
                TestSessions.ok(
                        bench.sessions()
                                .create(
                                        TestSessions.OWNER,
                                        TestSessions.ENVIRONMENT,
                                        "x",
                                        null,
                                        key));
        assertThat(
                        TestSessions.ok(
                                bench.sessions()
                                        .create(
                                                TestSessions.OWNER,
                                                TestSessions.ENVIRONMENT,
                                                "x",
                                                null,
                                                key)))
                .isEqualTo(first);
        bench.awaitEnd(new SessionId(first.sessionId()));
        bench.close();
        bench = new TestSessions(store, script, SessionLimits.DEFAULT, 4);
        assertThat(
                        TestSessions.ok(
                                bench.sessions()
                                        .create(
                                                TestSessions.OWNER,
                                                TestSessions.ENVIRONMENT,
                                                "x",
                                                null,
                                                key)))
                .isEqualTo(first);
        assertThat(
                        refusal(
                                bench.sessions()
                                        .create(
                                                TestSessions.OWNER,
                                                TestSessions.ENVIRONMENT,
                                                "y",
                                                null,
                                                new IdempotencyKey("k1", "f2"))))
                .isEqualTo(ErrorCode.IDEMPOTENCY_MISMATCH);
        assertThat(
                        bench.sessions()
                                .list(
                                        TestSessions.OWNER,
                                        new SessionFilter(null, null, null, null, 10))
                                .sessions())
                .hasSize(1);
    }

    @Test
    void aDeletedSessionNeverComesBackAndItsStreamsEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> stuck(run, begun));
        SessionId session = bench.begin("x");
        begun.await();
        try (Subscription stream =
                TestSessions.ok(bench.sessions().subscribe(TestSessions.OWNER, session, 0, true))) {
            bench.sessions().delete(TestSessions.OWNER, session);
            Delivery last = stream.next(1024);
            while (last instanceof Delivery.Frames) {
                last = stream.next(1024);
            }
            assertThat(last).isEqualTo(new Delivery.Done("deleted"));
        }
        assertThat(bench.log(session)).isEmpty();
        assertThat(refusal(bench.sessions().open(TestSessions.OWNER, session)))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(bench.sessions().delete(TestSessions.OWNER, session).deleted())
                .isEqualTo(session.value());
        assertThat(bench.sessions().runningTurns()).isZero();
    }

    @Test
    void aRunningSessionShowsOnlyWhatIsSettled() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> {
            run.toolCall(
                    new ToolCall("done", "TelemetryAgent", "q", null), () -> ToolResult.text("r"));
            stuck(run, begun);
        });
        SessionId session = bench.begin("x");
        begun.await();
        assertThat(bench.open(session).visible()).isEqualTo(5);
        assertThat(bench.log(session)).hasSize(6);
    }

    @Test
    void aPositionBeyondTheLogIsGone() throws InterruptedException {
        SessionId session = bench.begin("x");
        bench.awaitEnd(session);
        long tail = bench.log(session).size();
        assertThat(
                        refusal(
                                bench.sessions()
                                        .subscribe(TestSessions.OWNER, session, tail + 1, false)))
                .isEqualTo(ErrorCode.POSITION_GONE);
        try (Subscription stream =
                TestSessions.ok(
                        bench.sessions().subscribe(TestSessions.OWNER, session, tail, false))) {
            assertThat(stream.next(1024)).isEqualTo(new Delivery.Done("completed"));
        }
    }

    @Test
    void anAgentElsewhereKeepsItsSessionHere() throws InterruptedException {
        SessionId session =
                new SessionId(
                        TestSessions.ok(
                                        bench.sessions()
                                                .create(
                                                        TestSessions.OWNER,
                                                        TestSessions.ENVIRONMENT,
                                                        "x",
                                                        "external",
                                                        null))
                                .sessionId());
        List<ExternalEvent> events =
                List.of(
                        event(
                                "tool_call.start",
                                "{\"id\":\"c1\",\"step\":1,\"agent\":\"A\",\"query\":\"q\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"own\":1}"),
                        event("anything", "{\"a\":[1,2]}"));
        Answers.Posted posted =
                TestSessions.ok(
                        bench.sessions()
                                .post(
                                        TestSessions.OWNER,
                                        session,
                                        events,
                                        OptionalLong.of(3),
                                        null));
        assertThat(posted).isEqualTo(new Answers.Posted(5, false));
        assertThat(bench.log(session).get(3).data()).contains("\"own\":1");
        assertThat(
                        refusal(
                                bench.sessions()
                                        .post(
                                                TestSessions.OWNER,
                                                session,
                                                events,
                                                OptionalLong.of(3),
                                                null)))
                .isEqualTo(ErrorCode.SEQ_CONFLICT);
        TestSessions.ok(
                bench.sessions()
                        .post(
                                TestSessions.OWNER,
                                session,
                                List.of(event("run.complete", "{}")),
                                OptionalLong.empty(),
                                null));
        assertThat(bench.names(session)).endsWith("tool_call.complete", "run.complete");
        assertWellFormed(session);
        assertThat(bench.open(session).state().status()).isEqualTo(Status.COMPLETED);
        assertThat(
                        refusal(
                                bench.sessions()
                                        .post(
                                                TestSessions.OWNER,
                                                session,
                                                events,
                                                OptionalLong.empty(),
                                                null)))
                .isEqualTo(ErrorCode.NO_TURN_RUNNING);
    }

    @Test
    void anAgentElsewhereLearnsOfACancelAndIsEndedWhenItDoesNotObey() throws InterruptedException {
        SessionId session =
                new SessionId(
                        TestSessions.ok(
                                        bench.sessions()
                                                .create(
                                                        TestSessions.OWNER,
                                                        TestSessions.ENVIRONMENT,
                                                        "x",
                                                        "external",
                                                        null))
                                .sessionId());
        bench.sessions().cancel(TestSessions.OWNER, session, null);
        assertThat(
                        TestSessions.ok(
                                        bench.sessions()
                                                .post(
                                                        TestSessions.OWNER,
                                                        session,
                                                        List.of(event("note", "{}")),
                                                        OptionalLong.empty(),
                                                        null))
                                .cancelRequested())
                .isTrue();
        assertThat(bench.awaitEnd(session)).isEqualTo("cancelled");
        assertWellFormed(session);
    }

    private static ExternalEvent event(String name, String data) {
        return new ExternalEvent(name, EventCodec.object(data));
    }

    @Test
    void aRestartedRunRepeatsNothingItHasFinished() throws InterruptedException {
        AtomicInteger firstCalls = new AtomicInteger();
        AtomicInteger secondCalls = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> {
            run.toolCall(
                    new ToolCall("a", "TelemetryAgent", "q", null),
                    () -> ToolResult.text("r" + firstCalls.incrementAndGet()));
            if (run.resumed()) {
                ToolOutcome cutOff =
                        run.toolCall(
                                new ToolCall("b", "TelemetryAgent", "q", null),
                                () -> ToolResult.text("s" + secondCalls.incrementAndGet()));
                assertThat(cutOff).isInstanceOf(ToolOutcome.Done.class);
            } else {
                run.toolCall(
                        new ToolCall("b", "TelemetryAgent", "q", null),
                        () -> {
                            begun.countDown();
                            ignoreInterrupts(new CountDownLatch(1));
                            return ToolResult.text("never");
                        });
            }
        });
        SessionId session = bench.begin("x");
        begun.await();
        bench.close();
        bench = new TestSessions(store, script, SessionLimits.DEFAULT, 5);
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertThat(firstCalls).hasValue(1);
        assertThat(secondCalls).hasValue(1);
        assertWellFormed(session);
        assertThat(bench.names(session)).filteredOn("tool_call.start"::equals).hasSize(2);
    }

    @Test
    void anInterruptedSideEffectIsNotRepeated() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        script.play(run -> {
            ToolOutcome outcome =
                    run.toolCall(
                            new ToolCall(
                                    "a", "dispatch_field_engineer", "go", null, true, null, null),
                            () -> {
                                calls.incrementAndGet();
                                begun.countDown();
                                ignoreInterrupts(new CountDownLatch(1));
                                return ToolResult.text("never");
                            });
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ToolOutcome.Failed.class,
                            f -> assertThat(f.code()).isEqualTo("outcome_unknown"));
        });
        SessionId session = bench.begin("x");
        begun.await();
        bench.close();
        bench = new TestSessions(store, script, SessionLimits.DEFAULT, 6);
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertThat(calls).hasValue(1);
        assertThat(bench.log(session).toString()).contains("FAILED: [outcome_unknown]");
    }

    @Test
    void aResumedAnswerGoesOnWhereItWas() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        String text = "one two three four five. ".repeat(200);
        script.play(run -> {
            AnswerStream answer = run.answer();
            answer.write(run.resumed() ? text : text.substring(0, 1800));
            if (!run.resumed()) {
                told.countDown();
                ignoreInterrupts(new CountDownLatch(1));
            }
            answer.close();
        });
        SessionId session = bench.begin("x");
        told.await();
        bench.awaitEvent(session, "message.delta");
        bench.close();
        bench = new TestSessions(store, script, SessionLimits.DEFAULT, 7);
        bench.awaitEnd(session);
        assertWellFormed(session);
        assertThat(bench.names(session)).filteredOn("message.start"::equals).hasSize(1);
        Payload last =
                EventCodec.decode(
                        "message.complete",
                        bench.log(session).get(bench.log(session).size() - 2).data());
        assertThat(last)
                .isInstanceOfSatisfying(
                        Payload.MessageComplete.class, m -> assertThat(m.text()).isEqualTo(text));
    }

    @Test
    void anAnswerThatComesOutOtherwiseAfterEachCrashIsToldToItsEnd() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        Semaphore told = new Semaphore(0);
        script.play(run -> {
            int attempt = attempts.incrementAndGet();
            AnswerStream answer = run.answer();
            answer.write(("attempt " + attempt + " ").repeat(200));
            if (attempt < 3) {
                told.release();
                ignoreInterrupts(new CountDownLatch(1));
            }
            answer.close();
        });
        SessionId session = bench.begin("x");
        for (int crash = 1; crash < 3; crash++) {
            told.acquire();
            bench.awaitEvents(session, "message.start", crash);
            bench.close();
            bench = new TestSessions(store, script, SessionLimits.DEFAULT, 7 + crash);
        }
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertWellFormed(session);
        assertThat(bench.names(session)).filteredOn("message.start"::equals).hasSize(3);
        assertThat(bench.log(session).toString()).contains("attempt 3 attempt 3");
    }
}
