package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a database by a backup. The old database and its WAL are kept under a dated name. If the
 * process dies during the restore, either the old or the new database is in place; a WAL of the old
 * database that was not moved yet is set aside at the next start.
 */
final class Restore {
    private final Path backup;
    private final DatabaseFile target;
    private final Path partial;
    private final Path aside;

    private Restore(Path backup, DatabaseFile target, Instant now) {
        this.backup = backup;
        this.target = target;
        this.partial = target.beside(".restoring");
        this.aside = target.aside(now);
    }

    /** Returns the new name of the old database; empty if there was none. */
    static Optional<Path> run(Path backup, Path database, Instant now) {
        DatabaseFile target = DatabaseFile.at(database, 0);
        target.checkPlace();
        if (isSame(backup, target.path())) {
            throw Faults.of(backup + " is the database itself. Name a backup of it.");
        }
        try (ProcessLock _ = ProcessLock.take(target.path())) {
            return new Restore(backup, target, now).run();
        }
    }

    private static boolean isSame(Path backup, Path database) {
        try {
            return Files.exists(backup)
                    && Files.exists(database)
                    && Files.isSameFile(backup, database);
        } catch (IOException e) {
            throw Faults.of(backup + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<Path> run() {
        requireSound(checkBackup());
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw failure(e);
        }
        // The copy has one state of the backup and its own history, and is on the disk.
        Backup.run(DatabaseFile.find(backup), partial);
        requireSound(Doctor.check(partial));
        try {
            Path old = putInPlace();
            return Optional.ofNullable(old);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** A file that SQLite cannot read at all is damaged like one with wrong checksums. */
    private DatabaseReport checkBackup() {
        try {
            return Doctor.check(backup);
        } catch (Fault fault) {
            Throwable cause = fault.getCause();
            if (cause == null || !Faults.isDamage(cause)) {
                throw fault;
            }
            throw Faults.of(
                    "The backup "
                            + backup
                            + " is damaged and was not restored; nothing was changed. Use another"
                            + " backup.",
                    fault);
        }
    }

    private void requireSound(DatabaseReport report) {
        if (!report.isSound()) {
            throw Faults.of(
                    report.file()
                            + " is damaged and was not restored; nothing was changed. It has: "
                            + String.join("; ", report.damage().stream().limit(5).toList()));
        }
    }

    private Fault failure(IOException e) {
        return Faults.of("Restoring " + backup + " failed: " + e.getMessage(), e);
    }

    private @Nullable Path putInPlace() throws IOException {
        boolean old = Files.exists(target.path());
        if (old) {
            keepOld();
        }
        Backup.replace(partial, target.path());
        moveAside(target.wal(), "-wal");
        moveAside(target.shm(), "-shm");
        Backup.syncFolder(target.path());
        return old ? aside : null;
    }

    /**
     * Gives the old database its second name before the first is taken from it, if the file system
     * supports links.
     */
    private void keepOld() throws IOException {
        try {
            Files.createLink(aside, target.path());
        } catch (UnsupportedOperationException e) {
            Files.move(target.path(), aside);
        }
    }

    private void moveAside(Path file, String ending) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, DatabaseFile.beside(aside, ending));
        }
    }
}
