package dev.nocturne.stores.sqlite;

import dev.nocturne.core.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks a database for this process by an operating system lock on a file beside it, which contains
 * the process id. The lock ends with the process; the file stays and has no meaning without the
 * lock.
 */
final class ProcessLock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ProcessLock.class);

    /** The position of the locked byte, after the process id, which thus can be read. */
    private static final long LOCKED_BYTE = 1 << 20;

    /**
     * The lock files that this process holds. POSIX drops a process's locks on a file when it
     * closes any descriptor of that file, so these files must not be opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static ProcessLock take(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".lock");
        if (!HELD.add(file)) {
            throw Faults.of(database + " is open already in this process.");
        }
        try {
            return lock(database, file);
        } catch (IOException e) {
            HELD.remove(file);
            throw Faults.of("The lock file " + file + " cannot be written: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static ProcessLock lock(Path database, Path file) throws IOException {
        PrivateFiles.create(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw Faults.of(
                        database
                                + " is in use by another process"
                                + holder(file)
                                + ". Stop that process, or name another file.");
            }
            channel.truncate(0);
            byte[] pid =
                    Long.toString(ProcessHandle.current().pid())
                            .getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(pid), 0);
            return new ProcessLock(file, channel);
        } finally {
            closeUnlessLocked(channel, lock);
        }
    }

    private static void closeUnlessLocked(FileChannel channel, @Nullable FileLock lock)
            throws IOException {
        if (lock == null) {
            channel.close();
        }
    }

    Path file() {
        return file;
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return pid.matches("\\d{1,10}") ? " (pid " + pid + ")" : "";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("could not close {}; its lock ends with the process", file, e);
        } finally {
            HELD.remove(file);
        }
    }
}
