package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the writer thread alone promises. */
@Timeout(60)
class SqliteWriterTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void fresh() throws Exception {
        file = folder.resolve("nocturne.db");
        Template.copyTo(file);
    }

    private Store open() {
        return SqliteStore.open(file, new TestClock());
    }

    @Test
    void closingFinishesWhatWasBegunAndRefusesTheRest() throws Exception {
        Map<SessionId, Long> acknowledged = new ConcurrentHashMap<>();
        CountDownLatch running = new CountDownLatch(50);
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Store store = open();
            for (int i = 0; i < 50; i++) {
                SessionId session = Samples.session("s-" + i);
                writers.add(
                        threads.submit(
                                () -> appendUntilClosed(store, session, acknowledged, running)));
            }
            running.await();
            store.close();
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        try (Store store = open()) {
            acknowledged.forEach((session, seq) ->
                    assertThat(store.head(session).orElseThrow().tail()).isEqualTo(seq));
        }
    }

    private static void appendUntilClosed(
            Store store,
            SessionId session,
            Map<SessionId, Long> acknowledged,
            CountDownLatch running) {
        FencingToken token = Sessions.start(store, session, 1);
        acknowledged.put(session, 1L);
        running.countDown();
        try {
            for (long seq = 2; ; seq++) {
                assertThat(Sessions.append(store, session, seq, token, 10))
                        .isEqualTo(new AppendResult.Appended(seq));
                acknowledged.put(session, seq);
            }
        } catch (Fault e) {
            assertThat(e).hasMessageContaining("closed");
        }
    }

    @Test
    void anInterruptedCallerStillGetsItsAnswer() {
        try (Store store = open()) {
            SessionId session = Samples.session("s");
            FencingToken token = Sessions.start(store, session, 1);
            Thread.currentThread().interrupt();
            assertThat(Sessions.append(store, session, 2, token, 10))
                    .isEqualTo(new AppendResult.Appended(2));
            assertThat(store.read(session, 0, 10)).hasSize(2);
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        }
    }

    @Test
    void theWalStaysBoundedWhileMuchIsWritten() throws Exception {
        try (Store store = open()) {
            SessionId session = Samples.session("s");
            FencingToken token = Sessions.start(store, session, 1);
            for (long seq = 2; seq <= 200; seq++) {
                // 200 MB in all, through a WAL of at most 64 MB and what one commit adds.
                assertThat(Sessions.append(store, session, seq, token, 1 << 20))
                        .isEqualTo(new AppendResult.Appended(seq));
            }
            assertThat(Files.size(folder.resolve("nocturne.db-wal"))).isLessThan(80 << 20);
        }
        assertThat(folder.resolve("nocturne.db-wal")).doesNotExist();
    }
}
