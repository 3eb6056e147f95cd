package dev.nocturne.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.core.session.StopCause;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.TestTimers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which stops count against a turn, and what becomes of one that is cut off again and again. */
@Timeout(60)
class ResumeTest {
    private final TestClock clock = new TestClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final ScriptedOrchestrator script = new ScriptedOrchestrator("script", run -> {});
    private TestTimers timers = new TestTimers(clock);
    private TestSessions bench = start(StopCause.SHUTDOWN);
    private int starts;

    private TestSessions start(StopCause lastStop) {
        return new TestSessions(
                store, script, SessionLimits.DEFAULT, ++starts, clock, timers, lastStop);
    }

    private void restart(StopCause cause) {
        bench.close();
        timers = new TestTimers(clock);
        bench = start(cause);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** One more call than before, and no end before the tenth. */
    private static void oneMoreCall(RunContext run) throws InterruptedException {
        boolean[] made = new boolean[1];
        for (int i = 0; i < 10; i++) {
            run.toolCall(
                    new ToolCall("c" + i, "A", "q", null),
                    () -> {
                        made[0] = true;
                        return ToolResult.text("r");
                    });
            if (made[0] && i < 9) {
                hang();
            }
        }
    }

    @Test
    void aTurnThatGetsFurtherBetweenCrashesIsNotGivenUp() throws InterruptedException {
        script.play(ResumeTest::oneMoreCall);
        SessionId session = bench.begin("x");
        for (int i = 1; i < 10; i++) {
            bench.awaitEvents(session, "tool_call.complete", i);
            restart(StopCause.CRASH);
        }
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        assertThat(bench.names(session)).filteredOn("tool_call.start"::equals).hasSize(10);
    }

    @Test
    void stopsInGoodOrderNeverCount() throws InterruptedException {
        script.play(run -> hang());
        SessionId session = bench.begin("x");
        for (int i = 1; i <= 10; i++) {
            restart(StopCause.SHUTDOWN);
            bench.awaitEvents(session, "status", i);
        }
        script.play(run -> {});
        restart(StopCause.SHUTDOWN);
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
    }

    @Test
    void aTurnThatCrashesWithoutProgressIsResumedEverLaterAndThenGivenUp()
            throws InterruptedException {
        script.play(run -> hang());
        SessionId session = bench.begin("x");
        restart(StopCause.CRASH);
        bench.awaitEvents(session, "status", 1);
        for (int seconds : new int[] {5, 25}) {
            int resumed = (int) count(session, "status");
            int ticking = timers.pending();
            restart(StopCause.CRASH);
            awaitPause(ticking);
            timers.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(count(session, "status")).isEqualTo(resumed);
            timers.advance(Duration.ofMillis(1));
            bench.awaitEvents(session, "status", resumed + 1);
        }
        int ticking = timers.pending();
        restart(StopCause.CRASH);
        awaitPause(ticking);
        timers.advance(Duration.ofSeconds(125));
        assertThat(bench.awaitEnd(session)).isEqualTo("failed");
        assertThat(bench.log(session).getLast().data()).contains("\"code\":\"crashed\"");
        assertThat(LogRules.breaches(bench.log(session))).isEmpty();
    }

    private long count(SessionId session, String name) {
        return bench.names(session).stream().filter(name::equals).count();
    }

    /**
     * The timers of a turn that runs are its deadline; of one that waits to be resumed, a pause.
     */
    private void awaitPause(int before) {
        while (timers.pending() < before) {
            Thread.onSpinWait();
        }
    }

    @Test
    void turnsThatRanWhenMemoryRanOutAreResumedOneByOneAndFailTheSecondTime()
            throws InterruptedException {
        script.play(run -> hang());
        SessionId one = bench.begin("one");
        SessionId two = bench.begin("two");
        restart(StopCause.OUT_OF_MEMORY);
        SessionId first = awaitResumed(one, two);
        SessionId second = first.equals(one) ? two : one;
        assertThat(bench.sessions().runningTurns()).isEqualTo(1);
        assertThat(count(second, "status")).isZero();

        restart(StopCause.OUT_OF_MEMORY);
        assertThat(bench.awaitEnd(first)).isEqualTo("failed");
        assertThat(bench.log(first).getLast().data())
                .contains("\"code\":\"out_of_memory\"", "\"recoverable\":false");
        bench.awaitEvents(second, "status", 1);
        assertThat(bench.sessions().runningTurns()).isEqualTo(1);
        bench.sessions().cancel(TestSessions.OWNER, second, null);
        assertThat(bench.awaitEnd(second)).isEqualTo("cancelled");
    }

    private SessionId awaitResumed(SessionId one, SessionId two) {
        while (true) {
            for (SessionId each : new SessionId[] {one, two}) {
                if (count(each, "status") > 0) {
                    return each;
                }
            }
            Thread.onSpinWait();
        }
    }
}
