package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys and tails of the sessions written last, as the writer's open transaction sees them; of the
 * others the file tells. For the writer thread only.
 */
final class Tails {
    /**
     * Some 3 MB; a session that is written more rarely than this many others costs two look-ups.
     */
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

    /** After a transaction that did not happen nothing in here is sure. */
    void clear() {
        tails.clear();
    }
}
