package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to an open database whose files another program moves, removes or replaces. */
@Timeout(60)
class SqliteFilesTest {
    private static final SessionId S = Samples.session("s");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void copyTemplate() throws IOException {
        file = folder.resolve("nocturne.db");
        Template.copyTo(file);
    }

    private Store open() {
        return SqliteStore.open(file, new TestClock());
    }

    private void assertNothingIsAcknowledged(Store store, FencingToken token, String reason) {
        assertThatThrownBy(() -> Sessions.append(store, S, 4, token, 10))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("nothing is acknowledged any more");
        assertThatThrownBy(() -> store.read(S, 0, 10)).hasMessageContaining(reason);
        assertThat(store.trouble().orElseThrow()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-wal", ".lock"})
    void anAppendIsNotAcknowledgedWhenAFileWasDeleted(String ending) throws Exception {
        try (Store store = open()) {
            FencingToken token = Sessions.start(store, S, 3);
            Files.delete(folder.resolve("nocturne.db" + ending));
            assertNothingIsAcknowledged(store, token, "was deleted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-wal", ".lock"})
    void anAppendIsNotAcknowledgedWhenAFileWasReplaced(String ending) throws Exception {
        try (Store store = open()) {
            FencingToken token = Sessions.start(store, S, 3);
            Path replaced = folder.resolve("nocturne.db" + ending);
            Path other = Files.copy(replaced, folder.resolve("other"));
            Backup.replace(other, replaced);
            assertNothingIsAcknowledged(store, token, "was replaced");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-wal"})
    void anAppendIsNotAcknowledgedWhenAFileWasEmptied(String ending) throws Exception {
        try (Store store = open()) {
            FencingToken token = Sessions.start(store, S, 3);
            Path emptied = folder.resolve("nocturne.db" + ending);
            // Through a new file of the same content: this process must not close the real one.
            new ProcessBuilder("truncate", "-s", "0", emptied.toString()).start().waitFor();
            assertNothingIsAcknowledged(store, token, "was truncated");
        }
    }

    @Test
    void anIdleStoreSaysThatItsFileIsGone() throws Exception {
        try (Store store = open()) {
            assertThat(store.trouble()).isEmpty();
            Files.move(file, folder.resolve("elsewhere.db"));
            assertThat(store.trouble().orElseThrow()).contains("was deleted or renamed");
        }
    }

    @Test
    void aStoreInUseSaysNothingOfTheKind() {
        try (Store store = open()) {
            FencingToken token = Sessions.start(store, S, 3);
            for (long seq = 4; seq < 2_000; seq++) {
                Sessions.append(store, S, seq, token, 20_000);
            }
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    void whatIsMadeIsForItsOwnerAlone() throws Exception {
        file = folder.resolve("new/data/nocturne.db");
        try (SqliteStore store = SqliteStore.open(file, new TestClock())) {
            Sessions.start(store, S, 3);
            store.backup(folder.resolve("backup.db"));
            assertThat(mode(folder.resolve("new/data"))).isEqualTo("rwx------");
            for (String ending : new String[] {"", "-wal", "-shm", ".lock", ".mark"}) {
                assertThat(mode(file.resolveSibling("nocturne.db" + ending)))
                        .as(ending)
                        .isEqualTo("rw-------");
            }
            assertThat(mode(folder.resolve("backup.db"))).isEqualTo("rw-------");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aWalThatWasCutShortIsNoticedAndEndsTheEpoch() throws Exception {
        String before = killed();
        Path wal = folder.resolve("nocturne.db-wal");
        try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(wal) / 2);
        }
        assertThat(SqliteStore.check(file).damage())
                .anySatisfy(line -> assertThat(line).contains("acknowledged changes are missing"));
        try (Store store = open()) {
            assertThat(store.epoch()).isNotEqualTo(before);
        }
    }

    @Test
    void aWalThatIsWholeLosesNothingAndTheEpochGoesOn() throws Exception {
        String before = killed();
        assertThat(SqliteStore.check(file).damage()).isEmpty();
        try (Store store = open()) {
            assertThat(store.epoch()).isEqualTo(before);
        }
        try (Store store = open()) {
            assertThat(store.epoch()).isEqualTo(before);
        }
    }

    @Test
    void aDatabaseThatIsGoneAtTheNextStartEndsTheEpoch() throws Exception {
        String before = epoch();
        Files.delete(file);
        assertThat(epoch()).isNotEqualTo(before);
    }

    @Test
    void aBackupCopiedOverADatabaseIsNotDestroyedByItsWal() throws Exception {
        try (SqliteStore store = SqliteStore.open(file, new TestClock())) {
            Sessions.start(store, S, 3);
            store.backup(folder.resolve("backup.db"));
        }
        String before = killed();
        Files.write(file, Files.readAllBytes(folder.resolve("backup.db")));
        assertHoldsOnlyS(before);
    }

    @Test
    void anOlderCopyOfTheFileIsNotDestroyedByTheWalEither() throws Exception {
        try (Store store = open()) {
            Sessions.start(store, S, 3);
        }
        byte[] copy = Files.readAllBytes(file);
        String before = killed();
        Files.write(file, copy);
        assertHoldsOnlyS(before);
    }

    private void assertHoldsOnlyS(String before) throws IOException {
        try (Store store = open()) {
            assertThat(store.list(Samples.all(10)).sessions()).hasSize(1);
            assertThat(store.read(S, 0, 10)).isEqualTo(Samples.events(1, 3));
            assertThat(store.epoch()).isNotEqualTo(before);
        }
        assertThat(SqliteStore.check(file).damage()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.matches("nocturne\\.db\\.\\d{8}T\\d{6}Z-wal"));
        }
    }

    private String epoch() {
        try (Store store = open()) {
            return store.epoch();
        }
    }

    /** Has a process write and be killed; returns the epoch it wrote in. */
    private String killed() throws IOException {
        String epoch = epoch();
        try (Child child = new Child(file, "4", "killed-")) {
            for (int i = 0; i < 100; i++) {
                child.line();
            }
        }
        assertThat(folder.resolve("nocturne.db-wal")).isNotEmptyFile();
        return epoch;
    }
}
