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
 * Copies one state of a database into a new file, compacted, while it is written. The name appears
 * only when the copy is whole and on the disk.
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

    /** Blocks until the copy is done, on a platform thread: it may take minutes. */
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
            throw Faults.of("The wait for the backup was interrupted; it goes on by itself.", e);
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

    /** Claims the name, so that nothing that is there is ever overwritten. */
    private void reserve() {
        try {
            PrivateFiles.createNew(target);
            Files.deleteIfExists(partial);
            // SQLite writes into an empty file that is there, and keeps its mode.
            PrivateFiles.createNew(partial);
        } catch (FileAlreadyExistsException e) {
            throw Faults.of(target + " exists already; a backup overwrites nothing.", e);
        } catch (IOException e) {
            throw Faults.of("The backup cannot be written to " + target + ": " + e.getMessage(), e);
        }
    }

    /** The copy may go on where the source does not: positions in one mean nothing in the other. */
    private void renewHistory() throws SQLException {
        try (Sql copy = new DatabaseFile(partial, 0).openCopy()) {
            if (copy.number("PRAGMA user_version") >= Schema.SUMS_SINCE) {
                Opening.renewHistory(copy);
            }
        }
    }

    /** Gives a file another file's name, in one step. */
    static void replace(Path file, Path name) throws IOException {
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes the new name durable; not every system can sync a folder, and none needs to. */
    static void syncFolder(Path file) {
        try (FileChannel channel = FileChannel.open(file.resolveSibling("."))) {
            channel.force(true);
        } catch (IOException e) {
            log.debug("the folder of {} cannot be synced", file, e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} is left over from a failed backup", file, e);
        }
    }
}
