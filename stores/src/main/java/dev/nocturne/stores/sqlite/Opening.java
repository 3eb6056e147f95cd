package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that was opened for writing: checked, migrated to this version's schema, and compared
 * with its mark.
 *
 * @param sql the writer's connection
 * @param run how often the database was opened, including this time
 * @param history identifies the history of the database
 * @param lastChange the number of the last change in it
 */
record Opening(Sql sql, long run, long history, long lastChange, Mark mark) {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    /** Random numbers for histories, so that two copies of a file never have the same. */
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Opens the file, or creates it if it is missing. The caller holds the lock. */
    static Opening of(DatabaseFile file, InstantSource clock) throws IOException, SQLException {
        Optional<Mark.Content> mark = Mark.read(file);
        LeftWal wal = new LeftWal(file);
        wal.setAsideUnlessOwn(mark, clock.instant());
        wal.requireSound(Schema.CHECKED_BYTES);
        boolean fresh = !Files.exists(file.path()) || Files.size(file.path()) == 0;
        file.create();
        Sql sql = file.openWriter();
        Opening opening = null;
        try {
            Schema.prepare(file, sql);
            opening = enter(file, sql, mark.orElse(null), fresh);
            return opening;
        } finally {
            if (opening == null) {
                sql.close();
            }
        }
    }

    private static Opening enter(
            DatabaseFile file, Sql sql, Mark.@Nullable Content mark, boolean fresh)
            throws IOException, SQLException {
        // First writes back what an earlier process left, so that the file itself is complete.
        boolean whole = writeBack(sql);
        long before = sql.number("SELECT history FROM epoch");
        long change = Appends.lastChange(sql);
        boolean continues = continues(file, mark, before, change, fresh);
        long history = continues ? before : newHistory();
        long run =
                sql.first(
                                "UPDATE epoch SET opened = opened + 1, history = ?"
                                        + " RETURNING opened",
                                row -> row.getLong(1),
                                history)
                        .orElseThrow(() -> new IllegalStateException("the table epoch is empty"));
        whole = writeBack(sql) && whole;
        if (!whole && !continues) {
            throw Faults.of(
                    file.path()
                            + " was restored or is new, and another program reads it. Start again"
                            + " when that program has finished.");
        }
        long fromRun = whole || mark == null ? run : mark.fromRun();
        Mark written = Mark.write(file, new Mark.Content(history, fromRun, run, change));
        return new Opening(sql, run, history, change, written);
    }

    /**
     * Writes the WAL back into the database; false if a reader prevents that from being complete.
     */
    private static boolean writeBack(Sql sql) throws SQLException {
        return sql.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1)).orElse(1) == 0;
    }

    private static long newHistory() {
        return RANDOM.nextLong(1, Long.MAX_VALUE);
    }

    /** Gives the copy of a database its own history. */
    static void renewHistory(Sql sql) throws SQLException {
        sql.update("UPDATE epoch SET history = ?", newHistory());
    }

    /**
     * Whether the database contains all changes that were acknowledged before; logs a warning if
     * not.
     */
    private static boolean continues(
            DatabaseFile file,
            Mark.@Nullable Content mark,
            long history,
            long change,
            boolean fresh)
            throws Fault {
        if (mark == null) {
            return false;
        }
        if (fresh) {
            log.error(
                    "{} was missing or empty; its sessions ({} acknowledged changes) are lost. If"
                            + " that was not intended, stop the server and"
                            + " restore a backup with 'nocturne restore'.",
                    file.path(),
                    mark.change());
            return false;
        }
        if (mark.history() != history) {
            log.warn(
                    "{} is not the database that was open here last, for example because a backup was"
                            + " restored; earlier positions in streams are refused",
                    file.path());
            return false;
        }
        if (change < mark.change()) {
            log.error(
                    "{} lacks the last {} acknowledged changes (events, deletions):"
                            + " {} was truncated or removed, or an older copy of the database was put"
                            + " in its place. Earlier positions in streams are"
                            + " refused.",
                    file.path(),
                    mark.change() - change,
                    file.wal().getFileName());
            return false;
        }
        return true;
    }
}
