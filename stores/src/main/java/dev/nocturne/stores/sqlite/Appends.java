package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.InMemoryLeases;
import dev.nocturne.core.log.Receipt;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Executes appends and deletions in the writer's transaction. For the writer thread only. */
final class Appends {
    private final InMemoryLeases leases;
    private final Tails tails;
    private final Purge purge;
    private long lastKey;
    private long lastChange;

    Appends(InMemoryLeases leases, Tails tails, Purge purge, long lastKey, long lastChange) {
        this.leases = leases;
        this.tails = tails;
        this.purge = purge;
        this.lastKey = lastKey;
        this.lastChange = lastChange;
    }

    /** The highest key in the file; the key of a new session must be higher. */
    static long lastKey(Sql sql) throws SQLException {
        return sql.number(
                "SELECT max(coalesce((SELECT max(key) FROM sessions), 0),"
                        + " coalesce((SELECT max(session) FROM purges), 0))");
    }

    /**
     * The number of the last change in the file. All changes share one sequence of numbers: that of
     * an event is its rowid, and the last of the others is in {@code epoch}, so that appends need
     * no extra write.
     */
    static long lastChange(Sql sql) throws SQLException {
        return sql.number(
                "SELECT max(coalesce((SELECT max(rowid) FROM events), 0),"
                        + " (SELECT reached FROM epoch))");
    }

    /** The number of the last change, which may not be committed yet. */
    long lastChange() {
        return lastChange;
    }

    /** Numbers a change that stores no event. */
    private void numberChange(Sql sql) throws SQLException {
        sql.update("UPDATE epoch SET reached = ?", ++lastChange);
    }

    /** The approximate number of bytes that an append adds to the file. */
    static long bytes(Append append) {
        long bytes = 0;
        for (Event event : append.events()) {
            bytes += event.data().length();
        }
        for (Attachment attachment : append.attachments()) {
            bytes += attachment.json().length();
        }
        for (Receipt receipt : append.receipts()) {
            bytes += receipt.answer().length();
        }
        Checkpoint checkpoint = append.checkpoint();
        return checkpoint == null ? bytes : bytes + checkpoint.state().length();
    }

    AppendResult append(Sql sql, Append append, Sums sums) throws SQLException {
        SessionId session = append.session();
        if (!leases.isCurrent(session, append.token())) {
            return new AppendResult.Fenced();
        }
        Optional<Tails.Tail> found = tails.find(sql, session);
        if (found.isEmpty() && isDeleted(sql, session)) {
            return new AppendResult.Fenced();
        }
        long tail = found.map(Tails.Tail::seq).orElse(0L);
        if (append.expectedNext() <= tail && isStored(sql, found.orElseThrow().key(), append)) {
            return new AppendResult.Appended(append.expectedNext() - 1 + append.events().size());
        }
        if (append.expectedNext() != tail + 1) {
            return new AppendResult.Conflict(tail);
        }
        long key = found.isPresent() ? found.get().key() : start(sql, append);
        insert(sql, key, append, sums, found.isPresent());
        long end = tail + append.events().size();
        tails.put(session, new Tails.Tail(key, end));
        return new AppendResult.Appended(end);
    }

    /** Whether the append is in the file already. */
    private static boolean isStored(Sql sql, long key, Append append) throws SQLException {
        return append.number() > 0
                && sql.number(
                                "SELECT count(*) FROM events WHERE session = ? AND seq = ?"
                                        + " AND token = ? AND append = ?",
                                key,
                                append.expectedNext(),
                                append.token().value(),
                                append.number())
                        == 1;
    }

    private static boolean isDeleted(Sql sql, SessionId session) throws SQLException {
        return sql.number("SELECT 1 FROM tombstones WHERE id = ?", session.value()) == 1;
    }

    private long start(Sql sql, Append append) throws SQLException {
        Checkpoint first = append.checkpoint();
        if (first == null) {
            throw new IllegalStateException(
                    "the append that starts session " + append.session() + " has no checkpoint");
        }
        long key = ++lastKey;
        sql.update(
                "INSERT INTO sessions (key, id, owner, scenario, status, created_at, updated_at,"
                        + " search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                key,
                first.session().value(),
                first.owner(),
                first.environment(),
                first.status(),
                first.createdAt().toEpochMilli(),
                first.updatedAt().toEpochMilli(),
                first.searchText());
        return key;
    }

    private void insert(Sql sql, long key, Append append, Sums sums, boolean existed)
            throws SQLException {
        for (int i = 0; i < append.events().size(); i++) {
            Event event = append.events().get(i);
            sql.update(
                    "INSERT INTO events (rowid, session, seq, turn, at, name, data, sum, token, append)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    ++lastChange,
                    key,
                    event.seq(),
                    event.turn(),
                    event.timestamp().toEpochMilli(),
                    event.name(),
                    event.data(),
                    sums.events().get(i),
                    event.seq() == append.expectedNext() ? append.token().value() : null,
                    event.seq() == append.expectedNext() ? append.number() : null);
        }
        Checkpoint checkpoint = append.checkpoint();
        if (checkpoint != null) {
            store(sql, key, checkpoint, sums.checkpoint(), existed);
        }
        for (int i = 0; i < append.attachments().size(); i++) {
            Attachment attachment = append.attachments().get(i);
            sql.update(
                    "INSERT OR REPLACE INTO attachments (session, call_id, json, sum)"
                            + " VALUES (?, ?, ?, ?)",
                    key,
                    attachment.callId(),
                    attachment.json(),
                    sums.attachments().get(i));
        }
        for (Receipt receipt : append.receipts()) {
            remember(sql, receipt);
        }
    }

    private static void store(Sql sql, long key, Checkpoint checkpoint, int sum, boolean existed)
            throws SQLException {
        if (existed) {
            sql.update(
                    "UPDATE sessions SET owner = ?, scenario = ?, status = ?, created_at = ?,"
                            + " updated_at = ?, search_text = ? WHERE key = ?",
                    checkpoint.owner(),
                    checkpoint.environment(),
                    checkpoint.status(),
                    checkpoint.createdAt().toEpochMilli(),
                    checkpoint.updatedAt().toEpochMilli(),
                    checkpoint.searchText(),
                    key);
        }
        sql.update(
                "INSERT OR REPLACE INTO states (session, seq, state, sum) VALUES (?, ?, ?, ?)",
                key,
                checkpoint.seq(),
                checkpoint.state(),
                sum);
    }

    /** Stores a receipt unless there is one with its key. */
    static void remember(Sql sql, Receipt receipt) throws SQLException {
        sql.update(
                "INSERT OR IGNORE INTO receipts (scope, key, fingerprint, answer, created_at, sum)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                receipt.scope(),
                receipt.key(),
                receipt.fingerprint(),
                receipt.answer(),
                receipt.createdAt().toEpochMilli(),
                Sums.receipt(receipt));
    }

    /** Exempts a session from retention; false if it does not exist. */
    boolean save(Sql sql, SessionId session) throws SQLException {
        numberChange(sql);
        return sql.update("UPDATE sessions SET saved = 1 WHERE id = ?", session.value()) > 0;
    }

    /** Finds and deletes expired sessions in one transaction. */
    List<SessionId> deleteExpired(Sql sql, Instant before, int limit) throws SQLException {
        List<SessionId> expired = SessionQueries.findExpired(sql, before, limit);
        for (SessionId session : expired) {
            delete(sql, session);
        }
        return expired;
    }

    /** Deletes the session with this commit; its events are removed later, in chunks. */
    boolean delete(Sql sql, SessionId session) throws SQLException {
        Optional<Tails.Tail> found = tails.find(sql, session);
        if (found.isEmpty()) {
            return false;
        }
        long key = found.get().key();
        numberChange(sql);
        sql.update("INSERT INTO tombstones (id) VALUES (?)", session.value());
        sql.update("DELETE FROM sessions WHERE key = ?", key);
        sql.update("DELETE FROM states WHERE session = ?", key);
        purge.add(sql, key);
        tails.remove(session);
        return true;
    }
}
