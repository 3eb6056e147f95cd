package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a WAL that a killed process left beside its database. SQLite would apply it to any file
 * with the database's name; if that is a backup that was copied there, the WAL would destroy it.
 */
final class LeftWal {
    private static final Logger log = LoggerFactory.getLogger(LeftWal.class);

    private final DatabaseFile file;

    LeftWal(DatabaseFile file) {
        this.file = file;
    }

    /** Moves the WAL away if it belongs to another database. */
    void setAsideUnlessOwn(Optional<Mark.Content> mark, Instant now) throws IOException {
        if (!file.hasWal() || mark.isEmpty() || belongs(mark.get())) {
            return;
        }
        Path aside = DatabaseFile.beside(file.aside(now), "-wal");
        Files.move(file.wal(), aside);
        // The -shm file is rebuilt from the WAL at every start and is useless without it.
        Files.deleteIfExists(file.shm());
        log.warn(
                "{} does not belong to its database (was a backup copied there?), so it was"
                        + " moved to {} and not applied; use 'nocturne restore' to restore a backup",
                file.wal(),
                aside);
    }

    /**
     * Whether the mark was written for this database. Each start writes its number into the
     * database file before anything is added to the WAL, and each backup has its own history.
     */
    private boolean belongs(Mark.Content mark) throws IOException {
        if (!Files.exists(file.path()) || Files.size(file.path()) == 0) {
            return false;
        }
        try (Sql sql = file.openWithoutWal()) {
            return sql.number(
                            "SELECT count(*) FROM epoch WHERE history = ?"
                                    + " AND opened BETWEEN ? AND ?",
                            mark.history(),
                            mark.fromRun(),
                            mark.run())
                    == 1;
        } catch (SQLException e) {
            log.debug("{} without its WAL is not a database of this version", file.path(), e);
            return false;
        }
    }

    /**
     * Throws if the database is damaged when read with its WAL. This happens before the WAL is
     * written into the file, which may be intact without it.
     */
    void requireSound(long mostBytes) throws IOException, SQLException {
        if (!file.hasWal() || Files.size(file.path()) + Files.size(file.wal()) > mostBytes) {
            return;
        }
        String found;
        try (Sql sql = file.openReader()) {
            found = Schema.quickCheck(sql);
        } catch (SQLException e) {
            if (!Faults.isDamage(e)) {
                throw e;
            }
            found = String.valueOf(e.getMessage());
        }
        if (!found.equals("ok")) {
            throw mismatch(found);
        }
    }

    private Fault mismatch(String found) {
        log.error("{} is damaged when read with its WAL: {}", file.path(), found);
        return Faults.of(
                Faults.damaged(file.path())
                        + " If the file is a backup that was copied there, move "
                        + file.wal().getFileName()
                        + " and "
                        + file.shm().getFileName()
                        + " away and start again; they belong to the file that was there before.");
    }
}
