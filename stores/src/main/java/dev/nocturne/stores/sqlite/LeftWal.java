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
 * The WAL that a killed process left beside its database. SQLite applies it to whatever file bears
 * the database's name; were that a backup copied there meanwhile, the WAL would destroy it.
 */
final class LeftWal {
    private static final Logger log = LoggerFactory.getLogger(LeftWal.class);

    private final DatabaseFile file;

    LeftWal(DatabaseFile file) {
        this.file = file;
    }

    /** Moves the WAL away when it belongs to another database than the one that is there now. */
    void setAsideUnlessOwn(Optional<Mark.Content> mark, Instant now) throws IOException {
        if (!file.hasWal() || mark.isEmpty() || belongs(mark.get())) {
            return;
        }
        Path aside = DatabaseFile.beside(file.aside(now), "-wal");
        Files.move(file.wal(), aside);
        // Rebuilt from the WAL at every start; without its WAL it says nothing.
        Files.deleteIfExists(file.shm());
        log.warn(
                "{} does not belong to the database beside it (was a backup copied there?); it was"
                        + " moved to {} and not applied. 'nocturne restore' restores backups.",
                file.wal(),
                aside);
    }

    /**
     * Whether the database is the one that the mark was written for. Each start writes its number
     * into the database itself before anything else goes to the WAL, and each copy made as a backup
     * has a history of its own.
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
            log.debug("{} without its WAL is none of this version's databases", file.path(), e);
            return false;
        }
    }

    /**
     * Refuses a database that is broken with its WAL, before any of the WAL is written into it:
     * then the file by itself may still be sound.
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
        log.error("{} with its WAL: {}", file.path(), found);
        return Faults.of(
                Faults.damaged(file.path())
                        + " If the file is a backup that was copied there, move "
                        + file.wal().getFileName()
                        + " and "
                        + file.shm().getFileName()
                        + " away and start again; they belong to the file that was there before.");
    }
}
