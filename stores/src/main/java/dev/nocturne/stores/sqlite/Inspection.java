package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.EventLog;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.session.CheckpointAudit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads all rows of a database and checks them against their checksums and each other. It reads in
 * short transactions, so that a server that uses the database can start its WAL over meanwhile, and
 * keeps at most a page of rows in memory.
 */
final class Inspection {
    /** The number of rows read in one transaction: about 1 MB. */
    private static final int PAGE = 1_000;

    /** Receives the findings. */
    interface Findings {
        /** One session is damaged. */
        void session(SessionId session, String what);

        /** Something that belongs to no session is damaged. */
        void other(String what);

        /** A finding that is not damage. */
        void note(SessionId session, String what);
    }

    /** The number of rows read. */
    record Counts(long sessions, long events, long attachments, long receipts, long unsummed) {}

    private record Row(long key, SessionId id) {}

    private final Sql sql;
    private final Findings findings;
    private final BooleanSupplier stop;
    private long sessions;
    private long events;
    private long attachments;
    private long receipts;

    /** Creates an inspection that ends early, between two pages, when {@code stop} returns true. */
    Inspection(Sql sql, Findings findings, BooleanSupplier stop) {
        this.sql = sql;
        this.findings = findings;
        this.stop = stop;
    }

    /** Checks all rows of a database with the current schema. */
    Counts rows() throws SQLException {
        sessions();
        receipts();
        return new Counts(
                sessions, events, attachments, receipts, stop.getAsBoolean() ? 0 : countUnsummed());
    }

    private long countUnsummed() throws SQLException {
        return sql.number("SELECT count(*) FROM events WHERE sum IS NULL");
    }

    private void sessions() throws SQLException {
        long key = Long.MIN_VALUE;
        List<Row> page;
        do {
            page =
                    sql.query(
                            "SELECT key, id FROM sessions WHERE key > ? ORDER BY key LIMIT ?",
                            row -> new Row(row.getLong(1), SessionQueries.id(row, 2)),
                            key,
                            PAGE);
            for (Row row : page) {
                if (stop.getAsBoolean()) {
                    return;
                }
                session(row);
                key = row.key();
            }
        } while (!page.isEmpty());
    }

    private void session(Row row) throws SQLException {
        sessions++;
        Optional<SessionHead> head = SessionQueries.head(sql, row.id());
        if (head.isEmpty()) {
            if (isThere(row)) {
                findings.session(row.id(), "its checkpoint is missing");
            }
            return;
        }
        if (head.get().damaged()) {
            findings.session(row.id(), "its checkpoint does not match its checksum");
        }
        if (events(row, head.get())) {
            attachments(row);
        }
    }

    /** Whether the session still exists; it may have been deleted since the page was read. */
    private boolean isThere(Row row) throws SQLException {
        return sql.number("SELECT 1 FROM sessions WHERE key = ?", row.key()) == 1;
    }

    /** Checks the session's events; returns whether the session still exists afterwards. */
    private boolean events(Row row, SessionHead head) throws SQLException {
        CheckpointAudit audit = new CheckpointAudit(head.checkpoint());
        long seq = 0;
        SessionQueries.EventPage page;
        do {
            page = SessionQueries.events(sql, row.id(), seq, PAGE, EventLog.MAX_PAGE_BYTES);
            if (page.damage() != null) {
                findings.session(row.id(), page.damage());
                return true;
            }
            for (Event event : page.events()) {
                audit.add(event);
                seq = event.seq();
            }
            events += page.events().size();
        } while (!page.events().isEmpty() && !stop.getAsBoolean());
        if (stop.getAsBoolean() || !isThere(row)) {
            return false;
        }
        if (seq < head.tail()) {
            findings.session(row.id(), "its events after " + seq + " are missing");
        } else if (seq < head.checkpoint().seq()) {
            findings.session(
                    row.id(),
                    "its events after "
                            + seq
                            + " are missing; its checkpoint is of event "
                            + head.checkpoint().seq());
        } else if (!head.damaged() && !audit.agrees()) {
            findings.note(
                    row.id(),
                    "its checkpoint differs from the fold of its events; it may be of an older version");
        }
        return true;
    }

    private void attachments(Row row) throws SQLException {
        List<String> calls =
                sql.query(
                        "SELECT call_id FROM attachments WHERE session = ?",
                        r -> r.getString(1),
                        row.key());
        for (String call : calls) {
            attachments++;
            boolean sound =
                    sql.first(
                                    "SELECT json, sum FROM attachments"
                                            + " WHERE session = ? AND call_id = ?",
                                    r -> {
                                        Attachment read = new Attachment(call, r.getString(1));
                                        return Sums.match(
                                                SessionQueries.sum(r, 2),
                                                Sums.attachment(row.id(), read));
                                    },
                                    row.key(),
                                    call)
                            .orElse(true);
            if (!sound) {
                findings.session(
                        row.id(), "the result of call " + call + " does not match its checksum");
            }
        }
    }

    private void receipts() throws SQLException {
        long rowid = Long.MIN_VALUE;
        List<Long> page;
        do {
            List<String> wrong = new ArrayList<>();
            page =
                    sql.query(
                            "SELECT scope, key, fingerprint, answer, created_at, sum, rowid"
                                    + " FROM receipts WHERE rowid > ? ORDER BY rowid LIMIT ?",
                            row -> {
                                if (!Sums.match(
                                        SessionQueries.sum(row, 6),
                                        Sums.receipt(SessionQueries.receipt(row)))) {
                                    wrong.add(row.getString(2));
                                }
                                return row.getLong(7);
                            },
                            rowid,
                            PAGE);
            receipts += page.size();
            rowid = page.isEmpty() ? rowid : page.getLast();
            wrong.forEach(key ->
                    findings.other(
                            "the answer to Idempotency-Key "
                                    + key
                                    + " does not match its checksum"));
        } while (!page.isEmpty() && !stop.getAsBoolean());
    }
}
