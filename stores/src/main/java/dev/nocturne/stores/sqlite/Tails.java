package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cache of the keys and tails of recently written sessions, as the writer's open transaction sees
 * them; for others the file is read. For the writer thread only.
 */
final class Tails {
    /** The most entries, about 3 MB; a write to a session that is not cached costs two look-ups. */
    private static final int KEPT = 20_000;

    /** A session's key in the file, and its log's last seq. */
    record Tail(long key, long seq) {}

    private final Map<SessionId, Tail> tails =
            new LinkedHashMap<>(1_024, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<SessionId, Tail> eldest) {
                    return size() > KEPT;
                }
            };

    Optional<Tail> find(Sql sql, SessionId session) throws SQLException {
        Tail known = tails.get(session);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Tail> found =
                sql.first(
                        "SELECT s.key, coalesce((SELECT max(seq) FROM events WHERE session = s.key), 0)"
                                + " FROM sessions s WHERE s.id = ?",
                        row -> new Tail(row.getLong(1), row.getLong(2)),
                        session.value());
        found.ifPresent(tail -> tails.put(session, tail));
        return found;
    }

    void put(SessionId session, Tail tail) {
        tails.put(session, tail);
    }

    void remove(SessionId session) {
        tails.remove(session);
    }

    /** Clears the cache after a transaction was rolled back. */
    void clear() {
        tails.clear();
    }
}
