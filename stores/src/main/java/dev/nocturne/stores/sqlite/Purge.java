package dev.nocturne.stores.sqlite;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Removes the events of deleted sessions, a chunk with each commit, so that deleting a session of a
 * million events holds nobody up. What is left when the process ends is taken up at the next start.
 * For the writer thread only.
 */
final class Purge {
    /** Rows removed with one commit: a few ms of work. */
    private static final int CHUNK = 500;

    private final Deque<Long> sessions = new ArrayDeque<>();
    private boolean paused;

    /** Takes up what an earlier process left. */
    void resume(Sql sql) throws SQLException {
        sessions.addAll(sql.query("SELECT session FROM purges", row -> row.getLong(1)));
    }

    /** Part of the commit that deletes the session. */
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

    /**
     * Waits for the next write: while the disk refuses work there is no point in going on alone.
     */
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
