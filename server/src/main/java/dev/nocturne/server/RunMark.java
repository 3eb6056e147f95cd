package dev.nocturne.server;

import dev.nocturne.core.session.StopCause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in the data folder that exists while a server runs. If the next start finds it, the last
 * server crashed; if not, it was stopped as planned. The file names another one, which the JVM
 * leaves when it runs out of memory (the launcher sets {@value #PROPERTY}).
 */
final class RunMark {
    private static final Logger log = LoggerFactory.getLogger(RunMark.class);

    /** The file that {@code -XX:OnOutOfMemoryError} of this process creates. */
    static final String PROPERTY = "nocturne.out-of-memory-mark";

    private static final String NAME = "nocturne.running";

    private final Path file;
    private final StopCause lastStop;

    private RunMark(Path file, StopCause lastStop) {
        this.file = file;
        this.lastStop = lastStop;
    }

    /** Finds how the last server on this folder ended, and marks this one as running. */
    static RunMark set(Path dataDir, @Nullable String outOfMemoryMark) throws IOException {
        Path file = dataDir.resolve(NAME);
        StopCause lastStop = read(file);
        byte[] text =
                (outOfMemoryMark == null ? "" : outOfMemoryMark).getBytes(StandardCharsets.UTF_8);
        if (outOfMemoryMark != null) {
            // A file of an earlier process that had the same id.
            Files.deleteIfExists(Path.of(outOfMemoryMark));
        }
        Files.write(file, text);
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return new RunMark(file, lastStop);
    }

    private static StopCause read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return StopCause.SHUTDOWN;
        }
        String outOfMemory = Files.readString(file);
        return !outOfMemory.isEmpty() && Files.deleteIfExists(Path.of(outOfMemory))
                ? StopCause.OUT_OF_MEMORY
                : StopCause.CRASH;
    }

    StopCause lastStop() {
        return lastStop;
    }

    /** Records that this stop is planned. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn(
                    "could not delete {}: the next start will take this stop for a crash", file, e);
        }
    }
}
