package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup takes the place of a database, whole or not at all. */
@Timeout(60)
class SqliteRestoreTest {
    private static final SessionId OLD = Samples.session("old");
    private static final SessionId LATER = Samples.session("later");

    @TempDir Path folder;
    private Path file;
    private Path backup;
    private String epoch = "";

    @BeforeEach
    void backUp() throws Exception {
        file = folder.resolve("data/nocturne.db");
        backup = folder.resolve("backup.db");
        Files.createDirectory(file.getParent());
        Template.copyTo(file);
        try (SqliteStore store = open()) {
            Sessions.start(store, OLD, 3);
            store.backup(backup);
            Sessions.start(store, LATER, 3);
            epoch = store.epoch();
        }
    }

    private SqliteStore open() {
        return SqliteStore.open(file, new TestClock());
    }

    private Optional<Path> restore() {
        return SqliteStore.restore(backup, file, new TestClock());
    }

    @Test
    void theSessionsOfTheBackupAreBackInAnEpochOfTheirOwn() {
        restore();
        try (Store store = open()) {
            assertThat(store.read(OLD, 0, 10)).isEqualTo(Samples.events(1, 3));
            assertThat(store.head(LATER)).isEmpty();
            assertThat(store.epoch()).isNotEqualTo(epoch);
        }
        assertThat(SqliteStore.check(file).damage()).isEmpty();
    }

    @Test
    void theSameBackupRestoredTwiceHasTwoEpochs() {
        restore();
        String first = epochNow();
        restore();
        assertThat(epochNow()).isNotEqualTo(first);
    }

    private String epochNow() {
        try (Store store = open()) {
            return store.epoch();
        }
    }

    @Test
    void theOldDatabaseStaysUnderADatedNameWithItsWal() throws Exception {
        try (Child child = new Child(file, "2", "killed-")) {
            for (int i = 0; i < 20; i++) {
                child.line();
            }
        }
        Path aside = restore().orElseThrow();
        assertThat(aside.getFileName().toString()).matches("nocturne\\.db\\.\\d{8}T\\d{6}Z");
        try (Store store = SqliteStore.open(aside, new TestClock())) {
            assertThat(store.head(LATER)).isPresent();
            assertThat(store.head(Samples.session("killed-0"))).isPresent();
        }
        try (Store store = open()) {
            assertThat(store.list(Samples.all(10)).sessions()).hasSize(1);
        }
    }

    @Test
    void anEmptyFolderGetsTheBackup() {
        file = folder.resolve("fresh/nocturne.db");
        assertThat(restore()).isEmpty();
        try (Store store = open()) {
            assertThat(store.head(OLD)).isPresent();
        }
    }

    @Test
    void aDatabaseInUseIsRefused() {
        try (Store store = open()) {
            assertThatThrownBy(this::restore)
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("open already");
            assertThat(store.head(LATER)).isPresent();
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    void aDamagedBackupChangesNothing() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + backup);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE events SET data = '{}' WHERE seq = 2");
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(this::restore)
                .isInstanceOf(Fault.class)
                .hasMessageContaining("event 2 does not match its checksum");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void whatIsNoBackupChangesNothing() throws Exception {
        byte[] before = Files.readAllBytes(file);
        Files.writeString(backup, "not a database");
        assertThatThrownBy(this::restore).isInstanceOf(Fault.class);
        backup = file;
        assertThatThrownBy(this::restore).hasMessageContaining("is the database itself");
        assertThat(file).hasBinaryContent(before);
    }
}
