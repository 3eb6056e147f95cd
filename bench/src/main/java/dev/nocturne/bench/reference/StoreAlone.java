package dev.nocturne.bench.reference;

import dev.nocturne.bench.result.WrongRun;
import dev.nocturne.bench.seed.Events;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Lease;
import dev.nocturne.stores.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Nocturne's store without the server. */
public final class StoreAlone implements AutoCloseable {
    private final SqliteStore store;
    private int opened;

    private StoreAlone(SqliteStore store) {
        this.store = store;
    }

    public static StoreAlone open(Path folder) {
        return new StoreAlone(SqliteStore.open(folder.resolve("alone.db"), InstantSource.system()));
    }

    /** Creates sessions; each accepts numbered events from 1 on. */
    public List<LongConsumer> sessions(int count) {
        List<LongConsumer> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(session(new SessionId("s" + ++opened)));
        }
        return sessions;
    }

    /** Appends event {@code n} and returns when it is durable. */
    private LongConsumer session(SessionId id) {
        if (!(store.acquire(id, "bench", Duration.ofDays(1)) instanceof Lease.Granted lease)) {
            throw new WrongRun("the lease of a new session is held");
        }
        FencingToken token = lease.token();
        Instant now = Instant.EPOCH;
        Checkpoint first =
                new Checkpoint(id, 1, "local", "none", "in_progress", now, now, "text", "{}");
        append(new Append(id, 1, token, List.of(event(1, now)), first, List.of(), List.of()));
        return n -> append(new Append(id, n + 1, token, List.of(event(n + 1, now))));
    }

    private static Event event(long seq, Instant now) {
        return new Event(seq, "bench.tick", 0, now, Events.data(seq));
    }

    private void append(Append append) {
        AppendResult result = store.append(append);
        if (!(result instanceof AppendResult.Appended)) {
            throw new WrongRun("the store answered " + result);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
