package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup is a store: whole, of one moment, and never written over anything. */
@Timeout(60)
class SqliteBackupTest {
    private static final SessionId S = Samples.session("s");

    @TempDir Path folder;

    private SqliteStore open(String name) {
        return SqliteStore.open(folder.resolve(name), new TestClock());
    }

    @Test
    void aBackupOpensAsAStoreWithEverythingInIt() {
        Path target = folder.resolve("backup.db");
        try (SqliteStore store = open("nocturne.db")) {
            FencingToken token = Sessions.start(store, S, 2_000);
            Sessions.start(store, Samples.session("gone"), 1);
            store.delete(Samples.session("gone"));
            store.backup(target);
            store.append(new Append(S, 2_001, token, Samples.events(2_001, 1)));
            try (Store copy = open("backup.db")) {
                assertThat(copy.read(S, 0, 10_000)).isEqualTo(Samples.events(1, 2_000));
                FencingToken next = Sessions.lease(copy, S);
                assertThat(next.value()).isGreaterThan(token.value());
                SessionId gone = Samples.session("gone");
                assertThat(copy.append(Samples.start(gone, Sessions.lease(copy, gone), 1)))
                        .isEqualTo(new AppendResult.Fenced());
            }
        }
        assertThat(folder.resolve("backup.db.partial")).doesNotExist();
    }

    @Test
    void aBackupBesideAWriterHasNoHoles() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (SqliteStore store = open("nocturne.db")) {
            FencingToken token = Sessions.start(store, S, 10);
            Thread writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                for (long seq = 11; !stop.get(); seq++) {
                                    Sessions.append(store, S, seq, token, 500);
                                }
                            });
            for (int i = 0; i < 3; i++) {
                long before = store.head(S).orElseThrow().tail();
                store.backup(folder.resolve("b" + i + ".db"));
                try (Store copy = open("b" + i + ".db")) {
                    long tail = copy.head(S).orElseThrow().tail();
                    assertThat(tail).isGreaterThanOrEqualTo(before);
                    assertThat(copy.read(S, 0, 10_000)).hasSize((int) Math.min(tail, 10_000));
                }
            }
            stop.set(true);
            writer.join();
        }
    }

    @Test
    void aFileThatNoServerHasOpenIsBackedUpToo() {
        try (SqliteStore store = open("nocturne.db")) {
            Sessions.start(store, S, 5);
        }
        SqliteStore.backup(folder.resolve("nocturne.db"), folder.resolve("backup.db"));
        try (Store copy = open("backup.db")) {
            assertThat(copy.read(S, 0, 10)).isEqualTo(Samples.events(1, 5));
        }
    }

    @Test
    void aFileThatAnotherProcessWritesIsBackedUpToo() throws Exception {
        Path file = folder.resolve("nocturne.db");
        try (Child child = new Child(file, "3", "s-")) {
            for (int i = 0; i < 50; i++) {
                child.line();
            }
            SqliteStore.backup(file, folder.resolve("backup.db"));
            assertThat(child.line()).startsWith("s-");
        }
        try (Store copy = open("backup.db")) {
            assertThat(copy.list(Samples.all(10)).sessions()).hasSize(3);
        }
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path target = Files.writeString(folder.resolve("mine"), "mine");
        try (SqliteStore store = open("nocturne.db")) {
            assertThatThrownBy(() -> store.backup(target))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("exists already");
        }
        assertThat(target).hasContent("mine");
    }

    @Test
    void aBackupIntoAFolderThatIsNotThereFailsAndLeavesNothing() {
        try (SqliteStore store = open("nocturne.db")) {
            assertThatThrownBy(() -> store.backup(folder.resolve("none/b.db")))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("cannot be written");
        }
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aMissingSourceIsAFault() {
        assertThatThrownBy(
                        () -> SqliteStore.backup(folder.resolve("none.db"), folder.resolve("b.db")))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("none.db");
    }
}
