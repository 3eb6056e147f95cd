package dev.nocturne.stores.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Detects that a file of the open database was deleted, replaced or truncated by another program.
 * Otherwise the process would write to a file without a name, and the next start would not find
 * what was written. A check takes a few microseconds.
 */
final class FileWatch {
    private final List<Watched> files;

    private FileWatch(List<Watched> files) {
        this.files = files;
    }

    /** Watches the files, all of which must exist. */
    static FileWatch of(DatabaseFile database, Path lock) throws IOException {
        return new FileWatch(
                List.of(
                        new Watched(database.path(), Long.MAX_VALUE),
                        new Watched(database.wal(), DatabaseFile.WAL_KEPT_BYTES),
                        new Watched(lock, 0)));
    }

    /** A sentence that says what happened to a file; empty if none has changed. */
    Optional<String> change() {
        for (Watched file : files) {
            String change = file.change();
            if (change != null) {
                return Optional.of(
                        change
                                + " while the server runs on it. What is written now would be lost,"
                                + " so nothing is acknowledged any more. Stop the server, restore"
                                + " a backup with 'nocturne restore FILE', and start it again.");
            }
        }
        return Optional.empty();
    }

    /** One file. */
    private static final class Watched {
        private final Path path;
        private final long keptBytes;
        private final @Nullable Object key;
        private long size;

        /** {@code keptBytes} is the size below which SQLite itself never cuts the file. */
        Watched(Path path, long keptBytes) throws IOException {
            this.path = path;
            this.keptBytes = keptBytes;
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            key = now.fileKey();
            size = now.size();
        }

        /**
         * Compares the file with its last state. Synchronized, so that sizes are compared in the
         * order in which they were read.
         */
        synchronized @Nullable String change() {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                if (!Objects.equals(key, now.fileKey())) {
                    return path + " was replaced by another file";
                }
                long before = size;
                size = now.size();
                return now.size() < Math.min(before, keptBytes) ? path + " was truncated" : null;
            } catch (NoSuchFileException e) {
                return path + " was deleted or renamed";
            } catch (IOException e) {
                return path + " became inaccessible (" + e.getMessage() + ")";
            }
        }
    }
}
