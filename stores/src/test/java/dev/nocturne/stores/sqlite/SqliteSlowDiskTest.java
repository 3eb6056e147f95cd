package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.session.LogRules;
import dev.nocturne.testkit.session.ScriptedOrchestrator;
import dev.nocturne.testkit.session.TestSessions;
import dev.nocturne.testkit.store.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit that takes longer than its callers wait is in doubt, and is stored once. The commit is
 * held up by another connection's lock, as a disk would that does not come back from a sync.
 */
@Timeout(60)
class SqliteSlowDiskTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final SessionId S = Samples.session("s");

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("nocturne.db");
    }

    private Store open(InstantSource clock) {
        return SqliteStore.open(file(), clock, 0, PATIENCE);
    }

    /** No commit ends until it is closed. */
    private Connection stall() throws SQLException {
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        try (Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
        return other;
    }

    private static Append append(FencingToken token, long seq, long number) {
        return new Append(
                S, seq, token, number, Samples.events(seq, 1), null, List.of(), List.of());
    }

    /** Repeats it until the stalled commit has ended. */
    private static AppendResult settle(Store store, Append append) {
        while (true) {
            try {
                return store.append(append);
            } catch (Fault still) {
                assertThat(still.code())
                        .isIn(ErrorCode.STORE_UNAVAILABLE, ErrorCode.STORE_DOUBTFUL);
            }
        }
    }

    @Test
    void anAppendThatTakesTooLongIsInDoubtAndItsRepeatIsRecognised() throws Exception {
        try (Store store = open(new TestClock())) {
            FencingToken token = Sessions.start(store, S, 1);
            try (Connection stalled = stall()) {
                assertThatThrownBy(() -> store.append(append(token, 2, 7)))
                        .isInstanceOfSatisfying(
                                Fault.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_DOUBTFUL))
                        .hasMessageContaining("may or may not have been stored");
                assertThat(stalled.isClosed()).isFalse();
            }
            assertThat(settle(store, append(token, 2, 7))).isEqualTo(new AppendResult.Appended(2));
            assertThat(store.append(append(token, 2, 8))).isEqualTo(new AppendResult.Conflict(2));
            assertThat(store.read(S, 0, 10)).hasSize(2);
        }
    }

    @Test
    void aWriteThatWaitsBehindItIsSurelyNotStored() throws Exception {
        try (Store store = open(new TestClock())) {
            FencingToken token = Sessions.start(store, S, 1);
            SessionId other = Samples.session("other");
            FencingToken theirs = Sessions.lease(store, other);
            try (Connection stalled = stall()) {
                assertThatThrownBy(() -> store.append(append(token, 2, 7)))
                        .isInstanceOf(Fault.class);
                assertThatThrownBy(() -> store.append(Samples.start(other, theirs, 1)))
                        .isInstanceOfSatisfying(
                                Fault.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
                assertThat(stalled.isClosed()).isFalse();
            }
            assertThat(settle(store, append(token, 2, 7))).isEqualTo(new AppendResult.Appended(2));
            assertThat(store.head(other)).isEmpty();
        }
    }

    @Test
    void aRunWhoseEventIsInDoubtContinuesAndTellsItOnce() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        ScriptedOrchestrator script =
                new ScriptedOrchestrator(
                        "script",
                        run -> {
                            begun.countDown();
                            stalled.await();
                            run.status("once");
                        });
        try (Store store = open(InstantSource.system());
                TestSessions bench = new TestSessions(store, script, SessionLimits.DEFAULT, 1)) {
            SessionId session = bench.begin("x");
            begun.await();
            try (Connection other = stall()) {
                stalled.countDown();
                // The writer answers others for sure while its own append is in doubt.
                awaitDoubt(bench, session);
                assertThat(other.isClosed()).isFalse();
            }
            assertThat(bench.awaitEnd(session)).isEqualTo("completed");
            assertThat(LogRules.breaches(bench.log(session))).isEmpty();
            assertThat(bench.names(session)).filteredOn("status"::equals).hasSize(1);
        }
    }

    /** A message to a turn that runs changes nothing, whenever it comes: it is refused. */
    private static void awaitDoubt(TestSessions bench, SessionId session) {
        while (true) {
            try {
                assertThat(bench.sessions().message(TestSessions.OWNER, session, "?", null))
                        .isInstanceOf(Result.Rejected.class);
                Thread.onSpinWait();
            } catch (Fault doubt) {
                assertThat(doubt.code())
                        .isIn(ErrorCode.STORE_UNAVAILABLE, ErrorCode.STORE_DOUBTFUL);
                return;
            }
        }
    }
}
