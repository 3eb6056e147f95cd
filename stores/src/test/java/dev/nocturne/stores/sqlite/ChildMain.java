package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Opens a database and says {@code open}; then appends to so many sessions at once and prints each
 * session and seq that was acknowledged, until it is killed.
 */
final class ChildMain {
    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private ChildMain() {}

    public static void main(String[] args) throws InterruptedException {
        Store store = SqliteStore.open(Path.of(args[0]), new TestClock());
        OUT.println("open");
        int sessions = Integer.parseInt(args[1]);
        for (int i = 0; i < sessions; i++) {
            SessionId session = Samples.session(args[2] + i);
            Thread.ofVirtual().start(() -> write(store, session));
        }
        Thread.currentThread().join();
    }

    private static void write(Store store, SessionId session) {
        FencingToken token =
                switch (store.acquire(session, "child", Duration.ofHours(1))) {
                    case Lease.Granted granted -> granted.token();
                    case Lease.Held held -> throw new IllegalStateException(held.toString());
                };
        long tail = store.head(session).map(head -> head.tail()).orElse(0L);
        for (long next = tail + 1; ; next += 2) {
            Checkpoint checkpoint = next == 1 ? Samples.checkpoint(session, 2) : null;
            Append append =
                    new Append(
                            session,
                            next,
                            token,
                            Samples.events(next, 2),
                            checkpoint,
                            List.of(),
                            List.of());
            if (!(store.append(append) instanceof AppendResult.Appended appended)) {
                throw new IllegalStateException("not appended at " + next);
            }
            OUT.println(session + " " + appended.tail());
        }
    }
}
