package dev.nocturne.stores.sqlite;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Removes the events of deleted sessions in chunks, one with each commit, so that deleting a
 * session of a million events delays no other write. The next start continues with what is left
 * when the process ends. For the writer thread only.
 */
final class Purge {
    /** The number of rows removed with one commit: a few ms of work. */
    private static final int CHUNK = 500;

    private final Deque<Long> sessions = new ArrayDeque<>();
    private boolean paused;

    /** Continues with what an earlier process left. */
    void resume(Sql sql) throws SQLException {
        sessions.addAll(sql.query("SELECT session FROM purges", row -> row.getLong(1)));
    }

    /** Registers a session for removal, in the commit that deletes it. */
    void add(Sql sql, long session) throws SQLException {
        sql.update("INSERT INTO purges (session) VALUES (?)", session);
        sessions.add(session);
    }

    boolean isDone() {
        return sessions.isEmpty();
    }

    boolean isPending() {
        return !sessions.isEmpty() && !paused;
    }

    /** Pauses until the next write, because the disk refuses work. */
    void pause() {
        paused = true;
    }

    /** Removes the next chunk. */
    void chunk(Sql sql) throws SQLException {
        paused = false;
        Long session = sessions.peek();
        if (session == null) {
            return;
        }
        int removed =
                sql.update(
                        "DELETE FROM events WHERE rowid IN"
                                + " (SELECT rowid FROM events WHERE session = ? LIMIT ?)",
                        session,
                        CHUNK);
        if (removed == 0) {
            // Attachments are few but large: one at a time.
            removed =
                    sql.update(
                            "DELETE FROM attachments WHERE rowid IN"
                                    + " (SELECT rowid FROM attachments WHERE session = ? LIMIT 1)",
                            session);
        }
        if (removed == 0) {
            sql.update("DELETE FROM purges WHERE session = ?", session);
            sessions.remove();
        }
    }
}
