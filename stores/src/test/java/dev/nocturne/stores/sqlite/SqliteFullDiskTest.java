package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk refuses writes, loses nothing, and is noticed when it is full no longer. */
@Timeout(120)
class SqliteFullDiskTest {
    private static final SessionId S = Samples.session("s");
    private static final int SIZE = 30_000;

    @TempDir Path folder;
    private final TestClock clock = new TestClock();

    /** Appends until the disk is full; returns the last seq that was acknowledged. */
    private static long fill(Store store, FencingToken token, int size) {
        long seq = store.head(S).orElseThrow().tail();
        try {
            while (Sessions.append(store, S, seq + 1, token, size)
                    instanceof AppendResult.Appended appended) {
                seq = appended.tail();
            }
        } catch (Fault e) {
            assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(e).hasMessageContaining("The disk is full");
            return seq;
        }
        throw new AssertionError("an append was refused at " + seq);
    }

    private void assertWholeAndReadable(Store store, long tail) {
        assertThat(store.head(S).orElseThrow().tail()).isEqualTo(tail);
        assertThat(store.read(S, 0, 10_000)).hasSize((int) tail);
        assertThat(store.read(S, tail - 1, 10).getFirst().data()).endsWith("\"}");
        assertThat(store.list(Samples.all(10)).sessions()).hasSize(1);
    }

    @Test
    void aFileThatMayNotGrowRefusesWritesAndServesReadsUntilThereIsRoom() {
        Path file = folder.resolve("nocturne.db");
        try (Store store = SqliteStore.open(file, clock, 400)) {
            SessionId old = Samples.session("old");
            Sessions.start(store, old, 10_000);
            FencingToken token = Sessions.start(store, S, 1);
            assertThat(store.trouble()).isEmpty();

            long tail = fill(store, token, SIZE);
            store.list(Samples.all(10));
            assertThat(store.head(S).orElseThrow().tail()).isEqualTo(tail);
            assertThat(store.trouble().orElseThrow()).contains("The disk is full");
            assertThat(store.trouble()).as("a probe a second, at most").isPresent();

            store.delete(old);
            // Its rows make room as they go.
            appendAsSoonAsThereIsRoom(store, tail + 1, token);
            assertThat(store.trouble()).isEmpty();
            assertWholeAndReadable(store, tail + 1);
        }
    }

    private static void appendAsSoonAsThereIsRoom(Store store, long seq, FencingToken token) {
        boolean appended = false;
        while (!appended) {
            try {
                assertThat(Sessions.append(store, S, seq, token, SIZE))
                        .isEqualTo(new AppendResult.Appended(seq));
                appended = true;
            } catch (Fault e) {
                assertThat(e).hasMessageContaining("The disk is full");
            }
        }
    }

    private void awaitRecovery(Store store) {
        do {
            clock.advance(Duration.ofSeconds(1));
        } while (store.trouble().isPresent());
    }

    @Test
    void afterARestartOnAFullDiskEverythingAcknowledgedIsThere() {
        Path file = folder.resolve("nocturne.db");
        long tail;
        try (Store store = SqliteStore.open(file, clock, 200)) {
            tail = fill(store, Sessions.start(store, S, 1), SIZE);
        }
        try (Store store = SqliteStore.open(file, clock)) {
            assertWholeAndReadable(store, tail);
        }
    }

    @Test
    void aDiskThatIsReallyFullIsToldAndHealsByItself() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(Disk.mountSmall(disk)).as("may mount a small disk").isTrue();
        try {
            fillAndFree(disk);
        } finally {
            Disk.unmount(disk);
        }
    }

    private void fillAndFree(Path disk) throws IOException {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[1_200_000]);
        try (Store store = SqliteStore.open(disk.resolve("nocturne.db"), clock)) {
            FencingToken token = Sessions.start(store, S, 1);
            long tail = fill(store, token, SIZE);
            assertWholeAndReadable(store, tail);
            assertThat(store.trouble().orElseThrow()).contains("The disk is full");

            Files.delete(ballast);
            awaitRecovery(store);
            assertThat(Sessions.append(store, S, tail + 1, token, SIZE))
                    .isEqualTo(new AppendResult.Appended(tail + 1));
            assertWholeAndReadable(store, tail + 1);
        }
    }
}
