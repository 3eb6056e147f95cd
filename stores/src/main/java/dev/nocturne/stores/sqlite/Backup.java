package dev.nocturne.stores.sqlite;

import dev.nocturne.core.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the current state of a database into a new, compacted file while the database is in use.
 * The file gets its name only when the copy is complete and on the disk.
 */
final class Backup {
    private static final Logger log = LoggerFactory.getLogger(Backup.class);

    private final DatabaseFile source;
    private final Path target;
    private final Path partial;

    private Backup(DatabaseFile source, Path target) {
        this.source = source;
        this.target = target;
        this.partial = target.resolveSibling(target.getFileName() + ".partial");
    }

    /**
     * Blocks until the copy is complete. The work is done on a platform thread, as it may take
     * minutes.
     */
    static void run(DatabaseFile source, Path target) {
        Backup backup = new Backup(source, target.toAbsolutePath().normalize());
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        Thread thread =
                Thread.ofPlatform()
                        .name("sqlite-backup")
                        .start(() -> {
                            try {
                                backup.copy();
                            } catch (RuntimeException e) {
                                failure.set(e);
                            }
                        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.of("The wait for the backup was interrupted; the backup continues.", e);
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void copy() {
        reserve();
        boolean done = false;
        try (Sql sql = source.openReader()) {
            sql.update("VACUUM INTO ?", partial.toString());
            renewHistory();
            // SQLite leaves the copy in the system's cache.
            sync(partial);
            replace(partial, target);
            syncFolder(target);
            done = true;
        } catch (SQLException | IOException e) {
            throw Faults.of("The backup to " + target + " failed: " + e.getMessage(), e);
        } finally {
            if (!done) {
                remove(partial);
                remove(target);
            }
        }
    }

    /** Reserves the name, so that no existing file is overwritten. */
    private void reserve() {
        try {
            PrivateFiles.createNew(target);
            Files.deleteIfExists(partial);
            // SQLite writes into an existing empty file and keeps its mode.
            PrivateFiles.createNew(partial);
        } catch (FileAlreadyExistsException e) {
            throw Faults.of(target + " exists already; an existing file is not overwritten.", e);
        } catch (IOException e) {
            throw Faults.of("The backup cannot be written to " + target + ": " + e.getMessage(), e);
        }
    }

    /** Gives the copy its own history, because positions in it and in the source may diverge. */
    private void renewHistory() throws SQLException {
        try (Sql copy = new DatabaseFile(partial, 0).openCopy()) {
            if (copy.number("PRAGMA user_version") >= Schema.SUMS_SINCE) {
                Opening.renewHistory(copy);
            }
        }
    }

    /** Moves a file to another's name, atomically where that is possible. */
    static void replace(Path file, Path name) throws IOException {
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes the new name durable where the system can sync folders. */
    static void syncFolder(Path file) {
        try (FileChannel channel = FileChannel.open(file.resolveSibling("."))) {
            channel.force(true);
        } catch (IOException e) {
            log.debug("could not sync the folder of {}", file, e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("could not delete {}, which is left over from a failed backup", file, e);
        }
    }
}
