package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.SessionHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The queries. Each is one statement, so that it sees one state of the file. */
final class SessionQueries {
    /** The columns for {@link #head}, from a session {@code s} and its state {@code t}. */
    static final String HEAD =
            "SELECT s.id, s.owner, s.scenario, s.status, s.created_at, s.updated_at,"
                    + " s.search_text, s.saved, t.seq, t.state, t.sum,"
                    + " coalesce((SELECT max(e.seq) FROM events e WHERE e.session = s.key), 0)";

    private SessionQueries() {}

    static SessionHead head(ResultSet row) throws SQLException {
        Checkpoint checkpoint =
                new Checkpoint(
                        id(row, 1),
                        row.getLong(9),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5)),
                        Instant.ofEpochMilli(row.getLong(6)),
                        row.getString(7),
                        row.getString(10));
        boolean sound = Sums.match(sum(row, 11), Sums.checkpoint(checkpoint));
        return new SessionHead(checkpoint, row.getLong(12), row.getInt(8) != 0, !sound);
    }

    /**
     * Reads a session id. An invalid id is replaced, so that a list can show the damaged session.
     */
    static SessionId id(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return new SessionId(
                SessionId.isValid(text)
                        ? text
                        : "damaged-" + Integer.toUnsignedString(text.hashCode()));
    }

    static @Nullable Integer sum(ResultSet row, int column) throws SQLException {
        int sum = row.getInt(column);
        return row.wasNull() ? null : sum;
    }

    /** The time of the event that was stored last. */
    static Instant lastWrite(Sql sql) throws SQLException {
        return sql.first(
                        "SELECT at FROM events ORDER BY rowid DESC LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)))
                .orElse(Instant.EPOCH);
    }

    static Optional<SessionHead> head(Sql sql, SessionId session) throws SQLException {
        return sql.first(
                HEAD + " FROM sessions s JOIN states t ON t.session = s.key WHERE s.id = ?",
                SessionQueries::head,
                session.value());
    }

    /** Intact events, and the damage of the first event after them, if any. */
    record EventPage(List<Event> events, @Nullable String damage) {}

    static EventPage events(Sql sql, SessionId session, long after, int limit, int maxBytes)
            throws SQLException {
        List<Event> events = new ArrayList<>();
        AtomicReference<@Nullable String> damage = new AtomicReference<>();
        AtomicLong bytes = new AtomicLong();
        sql.visit(
                "SELECT seq, name, turn, at, data, sum FROM events"
                        + " WHERE session = (SELECT key FROM sessions WHERE id = ?) AND seq > ?"
                        + " ORDER BY seq LIMIT ?",
                row -> {
                    Event event =
                            new Event(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getInt(3),
                                    Instant.ofEpochMilli(row.getLong(4)),
                                    row.getString(5));
                    if (bytes.addAndGet(event.data().length()) > maxBytes && !events.isEmpty()) {
                        return false;
                    }
                    long expected = after + events.size() + 1;
                    if (event.seq() != expected) {
                        damage.set("event " + expected + " is missing");
                    } else if (!Sums.match(sum(row, 6), Sums.event(session, event))) {
                        damage.set("event " + expected + " does not match its checksum");
                    }
                    events.add(event);
                    return damage.get() == null;
                },
                session.value(),
                after,
                limit);
        return new EventPage(events, damage.get());
    }

    static List<SessionId> findExpired(Sql sql, Instant before, int limit) throws SQLException {
        return sql.query(
                "SELECT id FROM sessions INDEXED BY sessions_at_rest"
                        + " WHERE saved = 0 AND status <> 'in_progress' AND updated_at < ?"
                        + " ORDER BY updated_at, id LIMIT ?",
                row -> id(row, 1),
                before.toEpochMilli(),
                limit);
    }

    /** The length of a full result, without reading it. */
    static OptionalLong attachmentSize(Sql sql, SessionId session, String callId)
            throws SQLException {
        return sql.first(
                        "SELECT length(json) FROM attachments"
                                + " WHERE session = (SELECT key FROM sessions WHERE id = ?)"
                                + " AND call_id = ?",
                        row -> OptionalLong.of(row.getLong(1)),
                        session.value(),
                        callId)
                .orElse(OptionalLong.empty());
    }

    /** A full result, and whether it matches its checksum. */
    record StoredAttachment(String json, boolean sound) {}

    static Optional<StoredAttachment> attachment(Sql sql, SessionId session, String callId)
            throws SQLException {
        return sql.first(
                "SELECT json, sum FROM attachments"
                        + " WHERE session = (SELECT key FROM sessions WHERE id = ?) AND call_id = ?",
                row -> {
                    Attachment read = new Attachment(callId, row.getString(1));
                    boolean sound = Sums.match(sum(row, 2), Sums.attachment(session, read));
                    return new StoredAttachment(read.json(), sound);
                },
                session.value(),
                callId);
    }

    static Optional<Receipt> receipt(Sql sql, String scope, String key) throws SQLException {
        return sql.first(
                "SELECT scope, key, fingerprint, answer, created_at, sum FROM receipts"
                        + " WHERE scope = ? AND key = ?",
                row -> {
                    Receipt receipt = receipt(row);
                    if (!Sums.match(sum(row, 6), Sums.receipt(receipt))) {
                        throw Faults.of(
                                "The stored answer to the Idempotency-Key \""
                                        + key
                                        + "\" is damaged, so that the request can be neither"
                                        + " answered nor repeated under that key.");
                    }
                    return receipt;
                },
                scope,
                key);
    }

    static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)));
    }
}
