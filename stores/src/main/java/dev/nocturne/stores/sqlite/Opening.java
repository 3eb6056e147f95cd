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
 * A database that was opened for writing: checked, brought to this version's schema, and compared
 * with what its mark says of it.
 *
 * @param sql the writer's connection
 * @param run how often the database was opened, this time included
 * @param history names the history of the database
 * @param lastChange the number of the last change in it
 */
record Opening(Sql sql, long run, long history, long lastChange, Mark mark) {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    /** Histories are random: two of one file must not meet again. */
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Opens the file, or makes it where it is missing. The caller holds the lock. */
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
        // First what an earlier process left: the file by itself is complete then.
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
     * Writes the WAL back into the database; false when a reader keeps that from being complete.
     */
    private static boolean writeBack(Sql sql) throws SQLException {
        return sql.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1)).orElse(1) == 0;
    }

    private static long newHistory() {
        return RANDOM.nextLong(1, Long.MAX_VALUE);
    }

    /** Gives the copy of a database a history of its own. */
    static void renewHistory(Sql sql) throws SQLException {
        sql.update("UPDATE epoch SET history = ?", newHistory());
    }

    /** Whether the database holds all that was acknowledged when it was open last; says if not. */
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
                    "{} was missing or empty; its sessions ({} changes were acknowledged) are not"
                            + " there any more. If that was not intended, stop the server and"
                            + " restore a backup with 'nocturne restore'.",
                    file.path(),
                    mark.change());
            return false;
        }
        if (mark.history() != history) {
            log.warn(
                    "{} is another database than the one that was open here last, such as a restored"
                            + " backup; positions in streams that were taken before are refused",
                    file.path());
            return false;
        }
        if (change < mark.change()) {
            log.error(
                    "{} lacks the last {} of its changes (events, deletions) that were acknowledged:"
                            + " {} was cut short or removed, or an older copy of the database was put"
                            + " in its place. Positions in streams that were taken before are"
                            + " refused.",
                    file.path(),
                    mark.change() - change,
                    file.wal().getFileName());
            return false;
        }
        return true;
    }
}
