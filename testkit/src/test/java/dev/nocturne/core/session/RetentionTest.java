package dev.nocturne.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is deleted by age, and that a wrong clock deletes nothing. */
class RetentionTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SessionId S = Samples.session("s");

    private final TestClock clock = new TestClock();
    private final Store store = new InMemoryStore(clock);
    private final List<SessionId> deleted = new ArrayList<>();
    private Retention retention = startRetention();

    private Retention startRetention() {
        SessionLimits usual = SessionLimits.DEFAULT;
        SessionLimits limits =
                new SessionLimits(
                        usual.runningTurns(),
                        usual.turnDeadline(),
                        usual.externalSilence(),
                        usual.cancelGrace(),
                        usual.mostResumes(),
                        usual.unloadAfter(),
                        Duration.ofDays(30),
                        usual.keepReceipts(),
                        usual.run());
        Retention started = new Retention(store, limits, clock, HOUR, deleted::add);
        started.begin();
        return started;
    }

    private void write(SessionId session) {
        Instant now = clock.instant();
        Checkpoint checkpoint =
                new Checkpoint(session, 1, "alice", "telecom", "completed", now, now, "", "{}");
        store.append(Samples.append(session, 1, lease(session), 1, checkpoint));
    }

    private FencingToken lease(SessionId session) {
        return ((Lease.Granted) store.acquire(session, "test", HOUR)).token();
    }

    private void run(Duration time) {
        for (Duration t = Duration.ZERO; t.compareTo(time) < 0; t = t.plus(HOUR)) {
            clock.advance(HOUR);
            retention.sweep();
        }
    }

    @Test
    void aSessionIsDeletedWhenItsTimeHasPassed() {
        write(S);
        run(Duration.ofDays(30));
        assertThat(deleted).isEmpty();
        run(HOUR);
        assertThat(deleted).containsExactly(S);
    }

    @Test
    void aClockThatJumpsAheadDeletesNothing() {
        write(S);
        run(Duration.ofDays(1));
        clock.advance(Duration.ofDays(365));
        run(Duration.ofDays(27));
        assertThat(deleted).isEmpty();
        run(Duration.ofDays(3));
        assertThat(deleted).containsExactly(S);
    }

    @Test
    void aStartWithAClockThatJumpedAheadDeletesNothing() {
        write(S);
        clock.advance(Duration.ofDays(365));
        retention = startRetention();
        write(Samples.session("later"));
        run(Duration.ofDays(1));
        assertThat(deleted).isEmpty();
    }

    @Test
    void aNightSwitchedOffCounts() {
        write(S);
        run(Duration.ofDays(29));
        clock.advance(Duration.ofHours(20));
        retention = startRetention();
        run(Duration.ofHours(5));
        assertThat(deleted).containsExactly(S);
    }

    @Test
    void aClockThatIsSetBackDeletesNothing() {
        write(S);
        run(Duration.ofDays(29));
        clock.advance(Duration.ofDays(-20));
        run(Duration.ofDays(10));
        assertThat(deleted).isEmpty();
    }
}
