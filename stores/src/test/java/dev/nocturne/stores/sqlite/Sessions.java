package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.store.Samples;
import java.time.Duration;
import java.util.List;

/** Writing sessions in tests. */
final class Sessions {
    private Sessions() {}

    static FencingToken lease(Store store, SessionId session) {
        return switch (store.acquire(session, "test", Duration.ofHours(1))) {
            case Lease.Granted granted -> granted.token();
            case Lease.Held held -> throw new IllegalStateException(held.toString());
        };
    }

    /** A session with that many small events. */
    static FencingToken start(Store store, SessionId session, int events) {
        FencingToken token = lease(store, session);
        expect(store.append(Samples.start(session, token, Math.min(events, 1_000))));
        for (int next = 1_001; next <= events; next += 1_000) {
            int count = Math.min(1_000, events - next + 1);
            expect(store.append(new Append(session, next, token, Samples.events(next, count))));
        }
        return token;
    }

    /** One event with so many characters. */
    static AppendResult append(
            Store store, SessionId session, long seq, FencingToken token, int size) {
        String data = "{\"t\":\"" + "x".repeat(size) + "\"}";
        return store.append(new Append(session, seq, token, List.of(Samples.event(seq, data))));
    }

    private static void expect(AppendResult result) {
        if (!(result instanceof AppendResult.Appended)) {
            throw new IllegalStateException("not appended: " + result);
        }
    }
}
