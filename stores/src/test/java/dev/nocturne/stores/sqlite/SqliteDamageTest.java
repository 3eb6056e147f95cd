package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are no longer what was stored, in a file whose structure is sound. */
@Timeout(60)
class SqliteDamageTest {
    private static final SessionId BAD = Samples.session("bad");
    private static final SessionId GOOD = Samples.session("good");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void store() throws Exception {
        file = folder.resolve("nocturne.db");
        Template.copyTo(file);
        try (Store store = open()) {
            FencingToken token = Sessions.start(store, BAD, 3);
            store.append(
                    Samples.full(
                            BAD, 4, token, 1, Samples.receipt("k"), new Attachment("c", "{}")));
            Sessions.start(store, GOOD, 3);
        }
    }

    private Store open() {
        return SqliteStore.open(file, new TestClock());
    }

    private void alter(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static void assertDamaged(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SESSION_DAMAGED));
    }

    private void assertDoctorFinds(String what) {
        DatabaseReport report = SqliteStore.check(file);
        assertThat(report.isSound()).isFalse();
        assertThat(report.damage()).hasSize(1).first().asString().contains("bad", what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data = replace(data, ':', ';')",
                "name = name || 'x'",
                "turn = turn + 1",
                "at = at + 1",
                "sum = sum + 1"
            })
    void anAlteredEventIsNeverServed(String change) throws Exception {
        alter("UPDATE events SET " + change + " WHERE seq = 2 AND session = 1");
        assertDoctorFinds("event 2 does not match its checksum");
        try (Store store = open()) {
            assertDamaged(() -> store.read(BAD, 0, 10));
            assertDamaged(() -> store.read(BAD, 2, 10));
            assertThat(store.head(BAD).orElseThrow().damaged()).isTrue();
            assertThat(store.read(GOOD, 0, 10)).isEqualTo(Samples.events(1, 3));
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    void anEventOfAnotherSessionIsNotServedInItsPlace() throws Exception {
        alter("DELETE FROM events WHERE seq = 3 AND session = 1");
        alter(
                "INSERT INTO events (session, seq, turn, at, name, data, sum) SELECT 1, 3, turn, at,"
                        + " name, data, sum FROM events WHERE session = 2 AND seq = 3");
        assertDoctorFinds("event 3 does not match");
    }

    @Test
    void aMissingEventIsDamage() throws Exception {
        alter("DELETE FROM events WHERE seq = 2 AND session = 1");
        assertDoctorFinds("event 2 is missing");
        try (Store store = open()) {
            assertDamaged(() -> store.read(BAD, 0, 10));
        }
    }

    @Test
    void missingLastEventsAreDamage() throws Exception {
        alter("DELETE FROM events WHERE seq > 2 AND session = 1");
        assertDoctorFinds("events after 2 are missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE states SET state = state || ' ' WHERE session = 1",
                "UPDATE sessions SET owner = 'mallory' WHERE key = 1",
                "UPDATE sessions SET status = 'failed' WHERE key = 1"
            })
    void anAlteredCheckpointIsKnownToBe(String change) throws Exception {
        alter(change);
        assertDoctorFinds("checkpoint does not match");
        try (Store store = open()) {
            assertThat(store.head(BAD).orElseThrow().damaged()).isTrue();
            assertThat(store.list(Samples.all(10)).sessions())
                    .extracting(SessionHead::damaged)
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void anAlteredResultIsNeverServed() throws Exception {
        alter("UPDATE attachments SET json = '[]'");
        assertDoctorFinds("result of call c");
        try (Store store = open()) {
            assertDamaged(() -> store.attachment(BAD, "c"));
        }
    }

    @Test
    void anAlteredReceiptIsNeverServed() throws Exception {
        alter("UPDATE receipts SET answer = '{}' || answer");
        assertThat(SqliteStore.check(file).damage()).hasSize(1);
        try (Store store = open()) {
            assertThatThrownBy(() -> store.receipt(Samples.receipt("k").scope(), "k"))
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void aDamagedSessionCanBeDeleted() throws Exception {
        alter("UPDATE events SET data = '{}' WHERE seq = 2 AND session = 1");
        try (Store store = open()) {
            assertDamaged(() -> store.read(BAD, 0, 10));
            assertThat(store.delete(BAD)).isTrue();
            assertThat(store.head(BAD)).isEmpty();
        }
        assertThat(SqliteStore.check(file).isSound()).isTrue();
    }

    @Test
    void theDoctorWorksBesideAnOpenStoreAndFindsNothingWrong() {
        try (Store _ = open()) {
            DatabaseReport report = SqliteStore.check(file);
            assertThat(report.damage()).isEmpty();
            assertThat(report.sessions()).isEqualTo(2);
            assertThat(report.events()).isEqualTo(7);
            assertThat(report.results()).isEqualTo(1);
        }
    }

    @Test
    void eventsOfEarlierVersionsHaveNoChecksumAndAreServed() throws Exception {
        alter("UPDATE events SET sum = NULL");
        try (Store store = open()) {
            assertThat(store.read(BAD, 0, 10)).hasSize(4);
        }
        assertThat(SqliteStore.check(file).notes())
                .anySatisfy(note -> assertThat(note).contains("have no checksums"));
    }

    @Test
    void aLargeFileIsCheckedInTheBackground() throws Exception {
        try (Store store = open()) {
            SessionId large = Samples.session("large");
            FencingToken token = Sessions.start(store, large, 1);
            for (long seq = 2; seq < 12; seq++) {
                Sessions.append(store, large, seq, token, 1_000_000);
            }
        }
        alter("UPDATE events SET data = '{}' WHERE seq = 2 AND session = 1");
        try (Store store = open()) {
            while (!store.head(BAD).orElseThrow().damaged()) {
                LockSupport.parkNanos(1_000_000);
            }
            assertDamaged(() -> store.read(BAD, 0, 1));
        }
    }
}
