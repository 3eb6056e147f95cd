package dev.nocturne.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.core.session.Answers.SessionSummary;
import dev.nocturne.core.session.SessionFilter;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.TestTimers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wall clock is set while turns run, and while no server does. */
@Timeout(60)
class ClockStepTest {
    private final TestClock clock = new TestClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final ScriptedOrchestrator script = new ScriptedOrchestrator("script", run -> {});
    private final TestTimers timers = new TestTimers(clock);
    private TestSessions bench = start(1);

    private TestSessions start(int seed) {
        return new TestSessions(store, script, SessionLimits.DEFAULT, seed, clock, timers);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** A call of 15 s, within which the clock is set. */
    private void callWithStep(RunContext run, Duration step) throws InterruptedException {
        run.toolCall(
                new ToolCall("c", "A", "q", null),
                () -> {
                    clock.advance(Duration.ofSeconds(10));
                    clock.step(step);
                    clock.advance(Duration.ofSeconds(5));
                    return ToolResult.text("r");
                });
    }

    private SessionId completed() throws InterruptedException {
        SessionId session = bench.begin("x");
        assertThat(bench.awaitEnd(session)).isEqualTo("completed");
        return session;
    }

    private String data(SessionId session, String name) {
        return bench.log(session).stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow()
                .data();
    }

    private List<String> listed() {
        SessionFilter all = new SessionFilter(null, null, null, null, 10);
        List<SessionSummary> sessions = bench.sessions().list(TestSessions.OWNER, all).sessions();
        assertThat(sessions)
                .allSatisfy(s -> assertThat(s.updatedAt()).isAfterOrEqualTo(s.createdAt()));
        return sessions.stream().map(SessionSummary::id).toList();
    }

    @Test
    void aClockSteppedBackShortensNoDurationAndBreaksNoOrder() throws InterruptedException {
        script.play(run -> callWithStep(run, Duration.ofHours(-3)));
        SessionId first = completed();
        assertThat(data(first, "tool_call.complete")).contains("\"duration\":\"15.0s\"");
        assertThat(data(first, "run.complete")).contains("\"time\":\"15.0s\"");
        assertThat(bench.log(first)).extracting(Event::timestamp).isSorted();

        script.play(run -> {});
        clock.advance(Duration.ofMillis(5));
        SessionId second = completed();
        bench.close();
        bench = start(2);
        clock.advance(Duration.ofMillis(5));
        SessionId third = completed();
        assertThat(listed()).containsExactly(third.value(), second.value(), first.value());
    }

    @Test
    void aClockSteppedForwardLengthensNoDuration() throws InterruptedException {
        script.play(run -> callWithStep(run, Duration.ofHours(3)));
        SessionId session = completed();
        assertThat(data(session, "tool_call.complete")).contains("\"duration\":\"15.0s\"");
        assertThat(data(session, "run.complete")).contains("\"time\":\"15.0s\"");
    }

    @Test
    void aClockSteppedForwardEndsNoTurnBeforeItsTime() throws InterruptedException {
        script.play(run -> new CountDownLatch(1).await());
        SessionId ours = bench.begin("x");
        SessionId external =
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
        clock.step(Duration.ofHours(3));
        timers.advance(Duration.ofMinutes(9));
        assertThat(bench.sessions().runningTurns()).isEqualTo(2);
        timers.advance(Duration.ofMinutes(1));
        assertThat(bench.awaitEnd(external)).isEqualTo("failed");
        timers.advance(Duration.ofMinutes(4));
        assertThat(bench.sessions().runningTurns()).isEqualTo(1);
        timers.advance(Duration.ofMinutes(1));
        assertThat(bench.awaitEnd(ours)).isEqualTo("failed");
    }
}
