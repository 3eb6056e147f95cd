package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.SessionHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is read; each is one statement, so that it sees one state of the file. */
final class Queries {
    /**
     * The columns {@link #head} makes a head of, of a session {@code s} and its state {@code t}.
     */
    static final String HEAD =
            "SELECT s.id, s.owner, s.scenario, s.status, s.created_at, s.updated_at,"
                    + " s.search_text, s.saved, t.seq, t.state,"
                    + " coalesce((SELECT max(e.seq) FROM events e WHERE e.session = s.key), 0)";

    private Queries() {}

    static SessionHead head(ResultSet row) throws SQLException {
        Checkpoint checkpoint =
                new Checkpoint(
                        new SessionId(row.getString(1)),
                        row.getLong(9),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5)),
                        Instant.ofEpochMilli(row.getLong(6)),
                        row.getString(7),
                        row.getString(10));
        return new SessionHead(checkpoint, row.getLong(11), row.getInt(8) != 0);
    }

    /** Rows of events are in the order of arrival. */
    static Instant lastWrite(Sql sql) throws SQLException {
        return sql.first(
                        "SELECT at FROM events ORDER BY rowid DESC LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)))
                .orElse(Instant.EPOCH);
    }

    static Optional<SessionHead> head(Sql sql, SessionId session) throws SQLException {
        return sql.first(
                HEAD + " FROM sessions s JOIN states t ON t.session = s.key WHERE s.id = ?",
                Queries::head,
                session.value());
    }

    static List<Event> events(Sql sql, SessionId session, long after, int limit)
            throws SQLException {
        return sql.query(
                "SELECT seq, name, turn, at, data FROM events"
                        + " WHERE session = (SELECT key FROM sessions WHERE id = ?) AND seq > ?"
                        + " ORDER BY seq LIMIT ?",
                row ->
                        new Event(
                                row.getLong(1),
                                row.getString(2),
                                row.getInt(3),
                                Instant.ofEpochMilli(row.getLong(4)),
                                row.getString(5)),
                session.value(),
                after,
                limit);
    }

    static List<SessionId> expired(Sql sql, Instant before, int limit) throws SQLException {
        return sql.query(
                "SELECT id FROM sessions INDEXED BY sessions_at_rest"
                        + " WHERE saved = 0 AND status <> 'in_progress' AND updated_at < ?"
                        + " ORDER BY updated_at, id LIMIT ?",
                row -> new SessionId(row.getString(1)),
                before.toEpochMilli(),
                limit);
    }

    static Optional<String> attachment(Sql sql, SessionId session, String callId)
            throws SQLException {
        return sql.first(
                "SELECT json FROM attachments"
                        + " WHERE session = (SELECT key FROM sessions WHERE id = ?) AND call_id = ?",
                row -> row.getString(1),
                session.value(),
                callId);
    }

    static Optional<Receipt> receipt(Sql sql, String scope, String key) throws SQLException {
        return sql.first(
                "SELECT scope, key, fingerprint, answer, created_at FROM receipts"
                        + " WHERE scope = ? AND key = ?",
                row ->
                        new Receipt(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                Instant.ofEpochMilli(row.getLong(5))),
                scope,
                key);
    }
}
