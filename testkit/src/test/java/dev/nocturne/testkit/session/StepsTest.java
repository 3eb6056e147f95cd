package dev.nocturne.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunOver;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.core.session.SessionLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps within tool calls, and records of an orchestrator's own, over restarts. */
@Timeout(60)
class StepsTest {
    private final InMemoryStore store = new InMemoryStore(InstantSource.system());
    private final ScriptedOrchestrator script = new ScriptedOrchestrator("script", run -> {});
    private final List<ToolOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private TestSessions bench = new TestSessions(store, script, SessionLimits.DEFAULT, 1);
    private int restarts;

    @AfterEach
    void close() {
        bench.close();
    }

    private void restart() {
        bench.close();
        outcomes.clear();
        bench = new TestSessions(store, script, SessionLimits.DEFAULT, 100 + restarts++);
    }

    private static ToolCall ask(String key) {
        return new ToolCall(key, "TelemetryAgent", "what is odd?", null);
    }

    private static ToolCall query(String key) {
        return new ToolCall(key, "query_telemetry", "SELECT '" + key + "'", null);
    }

    private static ToolCall effect(String key) {
        return new ToolCall(key, "page_somebody", key, null, true, null, null);
    }

    private ToolOutcome step(RunContext run, String call, ToolCall step, ToolBody body)
            throws InterruptedException {
        ToolOutcome outcome = run.step(call, step, body);
        outcomes.add(outcome);
        return outcome;
    }

    private static ToolBody text(String found) {
        return () -> ToolResult.text(found);
    }

    /** Work that the process dies under. */
    private static ToolBody hanging(CountDownLatch begun) {
        return () -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return ToolResult.text("never");
        };
    }

    private List<Payload.ToolCallProgress> progress(SessionId session) {
        return bench.log(session).stream()
                .map(e -> EventCodec.decode(e.name(), e.data()))
                .filter(Payload.ToolCallProgress.class::isInstance)
                .map(Payload.ToolCallProgress.class::cast)
                .toList();
    }

    private String end(SessionId session) throws InterruptedException {
        String status = bench.awaitEnd(session);
        assertThat(LogRules.breaches(bench.log(session))).isEmpty();
        return status;
    }

    @Test
    void stepsAreToldAsTheyBeginAndEndAndSummedUpByTheirCall() throws InterruptedException {
        script.play(run ->
                run.toolCall(
                        ask("a"),
                        () -> {
                            step(run, "a", query("a1"), text("one"));
                            step(
                                    run,
                                    "a",
                                    query("a2"),
                                    () -> {
                                        throw new ToolFailure("bad_sql", "no such table");
                                    });
                            return ToolResult.text("all of it");
                        }));
        SessionId session = bench.begin("x");
        assertThat(end(session)).isEqualTo("completed");
        assertThat(progress(session))
                .extracting(p -> p.index() + " " + p.status() + " " + p.resultSummary())
                .containsExactly(
                        "0 running null",
                        "0 done one",
                        "1 running null",
                        "1 failed FAILED: [bad_sql] no such table");
        String call = progress(session).getFirst().id();
        assertThat(outcomes)
                .containsExactly(
                        new ToolOutcome.Done(call + ".0", ToolResult.text("one")),
                        new ToolOutcome.Failed(call + ".1", "bad_sql", "no such table"));
        assertThat(bench.log(session))
                .filteredOn(e -> e.name().equals("tool_call.complete"))
                .first()
                .satisfies(e -> {
                    var end = (Payload.ToolCallComplete) EventCodec.decode(e.name(), e.data());
                    assertThat(end.subSteps())
                            .containsExactly(
                                    new SubStep(0, "SELECT 'a1'", "one", "query_telemetry"),
                                    new SubStep(
                                            1,
                                            "SELECT 'a2'",
                                            "FAILED: [bad_sql] no such table",
                                            "query_telemetry"));
                });
        assertThat(
                        TestSessions.ok(
                                bench.sessions()
                                        .toolResult(TestSessions.OWNER, session, call + ".0")))
                .contains("one");
    }

    @Test
    void aStepsEventIsSmallAndItsResultWhole() throws InterruptedException {
        String much = "ü\"\n\uD83D\uDE80".repeat(5_000);
        script.play(run ->
                run.toolCall(
                        ask("a"),
                        () -> {
                            ToolCall big = new ToolCall("a1", "query_telemetry", much, null);
                            step(run, "a", big, text(much));
                            ToolCall failing = new ToolCall("a2", "query_telemetry", much, null);
                            step(
                                    run,
                                    "a",
                                    failing,
                                    () -> {
                                        throw new ToolFailure("too_much", much);
                                    });
                            return ToolResult.text("done");
                        }));
        SessionId session = bench.begin("x");
        end(session);
        assertThat(bench.log(session))
                .filteredOn(e -> e.name().equals("tool_call.progress"))
                .hasSize(4)
                .allSatisfy(e ->
                        assertThat(e.data().getBytes(StandardCharsets.UTF_8).length)
                                .isLessThan(1024));
        assertThat(outcomes)
                .first()
                .isInstanceOfSatisfying(
                        ToolOutcome.Done.class,
                        d -> assertThat(d.result().response()).isEqualTo(much));
    }

    @Test
    void afterARestartFinishedStepsAreAnsweredAndTheOneCutOffIsMadeAgainUnderItsIndex()
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger firsts = new AtomicInteger();
        String much = "much ".repeat(2_000);
        script.play(run ->
                run.toolCall(
                        ask("a"),
                        () -> {
                            step(
                                    run,
                                    "a",
                                    query("a1"),
                                    () -> ToolResult.text(much + firsts.incrementAndGet()));
                            step(
                                    run,
                                    "a",
                                    query("a2"),
                                    () -> {
                                        throw new ToolFailure("http_429", much);
                                    });
                            ToolBody third = run.resumed() ? text("third") : hanging(begun);
                            step(run, "a", query("a3"), third);
                            step(run, "a", query("a4"), text("fourth"));
                            return ToolResult.text("all of it");
                        }));
        SessionId session = bench.begin("x");
        begun.await();
        restart();
        assertThat(end(session)).isEqualTo("completed");
        assertThat(firsts).hasValue(1);
        String call = progress(session).getFirst().id();
        assertThat(outcomes)
                .containsExactly(
                        new ToolOutcome.Done(call + ".0", ToolResult.text(much + "1")),
                        new ToolOutcome.Failed(call + ".1", "http_429", much),
                        new ToolOutcome.Done(call + ".2", ToolResult.text("third")),
                        new ToolOutcome.Done(call + ".3", ToolResult.text("fourth")));
        assertThat(progress(session))
                .extracting(p -> p.index() + " " + p.status())
                .containsExactly(
                        "0 running",
                        "0 done",
                        "1 running",
                        "1 failed",
                        "2 running",
                        "2 done",
                        "3 running",
                        "3 done");
    }

    @Test
    void aStepWithSideEffectsThatWasCutOffIsNotMadeAgain() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger pages = new AtomicInteger();
        script.play(run ->
                run.toolCall(
                        ask("a"),
                        () -> {
                            step(
                                    run,
                                    "a",
                                    effect("a1"),
                                    () -> {
                                        pages.incrementAndGet();
                                        return hanging(begun).call();
                                    });
                            return ToolResult.text("all of it");
                        }));
        SessionId session = bench.begin("x");
        begun.await();
        restart();
        assertThat(end(session)).isEqualTo("completed");
        assertThat(pages).hasValue(1);
        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ToolOutcome.Failed.class,
                        f -> assertThat(f.code()).isEqualTo("outcome_unknown"));
    }

    @Test
    void aStepOfACallThatWasGivenUpIsNotToldAnyMore() throws InterruptedException {
        CountDownLatch givenUp = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        script.play(run -> {
            ToolCall brief =
                    new ToolCall(
                            "a", "TelemetryAgent", "q", null, false, Duration.ofMillis(20), null);
            run.toolCall(
                    brief,
                    () -> {
                        try {
                            awaitStubbornly(givenUp);
                            step(run, "a", query("a1"), text("late"));
                        } catch (RunOver e) {
                            thrown.set(e);
                        } finally {
                            over.countDown();
                        }
                        return ToolResult.text("late");
                    });
            givenUp.countDown();
            over.await();
        });
        SessionId session = bench.begin("x");
        assertThat(end(session)).isEqualTo("completed");
        assertThat(thrown.get()).isInstanceOf(RunOver.class);
        assertThat(progress(session)).isEmpty();
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    @Test
    void aStepNeedsAnOpenCallAndAKeyOfItsOwn() throws InterruptedException {
        script.play(run -> {
            assertThatThrownBy(() -> run.step("nowhere", query("a1"), text("x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nowhere");
            run.toolCall(
                    ask("a"),
                    () -> {
                        run.step("a", query("a1"), text("x"));
                        assertThatThrownBy(() -> run.step("a", query("a1"), text("x")))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("a1");
                        return ToolResult.text("r");
                    });
            assertThatThrownBy(() -> run.step("a", query("a2"), text("x")))
                    .isInstanceOf(RunOver.class);
        });
        assertThat(end(bench.begin("x"))).isEqualTo("completed");
    }

    @Test
    void aTurnThatGoesRoundInCirclesRunsOutOfSteps() throws InterruptedException {
        script.play(run ->
                run.toolCall(
                        ask("a"),
                        () -> {
                            for (int i = 0; i <= 1_000; i++) {
                                step(run, "a", query("a" + i), text("x"));
                            }
                            return ToolResult.text("r");
                        }));
        SessionId session = bench.begin("x");
        assertThat(end(session)).isEqualTo("completed");
        assertThat(outcomes.getLast())
                .isInstanceOfSatisfying(
                        ToolOutcome.Failed.class,
                        f -> assertThat(f.code()).isEqualTo("tool_limit"));
        assertThat(progress(session)).hasSize(2_000);
    }

    @Test
    void aRecordIsWrittenOnceAndReadAgainAfterARestart() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        script.play(run -> {
            seen.add("" + run.recorded("model.response", "m1"));
            if (run.recorded("model.response", "m1").isEmpty()) {
                run.record("model.response", "m1", EventCodec.object("{\"text\":\"look there\"}"));
            }
            assertThatThrownBy(() -> run.record("model.response", "m1", EventCodec.object("{}")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> run.record("error", "m1", EventCodec.object("{}")))
                    .isInstanceOf(IllegalStateException.class);
            seen.add("" + run.recorded("model.response", "m1"));
            assertThat(run.recorded("model.request", "m1")).isEmpty();
            assertThat(run.recorded("model.response", "m2")).isEmpty();
            if (!run.resumed()) {
                run.toolCall(ask("a"), hanging(begun));
            }
        });
        SessionId session = bench.begin("x");
        begun.await();
        restart();
        assertThat(end(session)).isEqualTo("completed");
        String kept = "Optional[{\"text\":\"look there\",\"key\":\"m1\"}]";
        assertThat(seen).containsExactly("Optional.empty", kept, kept, kept);
        assertThat(bench.names(session)).filteredOn("model.response"::equals).hasSize(1);
    }
}
