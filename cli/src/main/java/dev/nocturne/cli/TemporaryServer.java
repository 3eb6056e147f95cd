package dev.nocturne.cli;

import dev.nocturne.server.ServerFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A server on one pack and a data folder that goes with it, also when the process is ended. */
final class TemporaryServer implements RunningServer {
    private final Path data;
    private volatile @Nullable RunningServer server;

    private TemporaryServer(Path data) {
        this.data = data;
    }

    /** Starts it on loopback. */
    static RunningServer start(Surroundings around, Path pack) {
        TemporaryServer own = new TemporaryServer(folder("nocturne-evaluate-"));
        // Before the start, which takes a moment: somebody may lose patience then.
        Resident.stopAtExit(own);
        try {
            own.server = EmbeddedServer.start(around, 0, own.data, List.of(pack), Duration.ZERO);
            return own;
        } catch (CommandFailure e) {
            own.close();
            throw e;
        }
    }

    @Override
    public ServerFacts facts() {
        RunningServer running = server;
        if (running == null) {
            throw new IllegalStateException("no server runs on " + data);
        }
        return running.facts();
    }

    @Override
    public void close() {
        RunningServer running = server;
        if (running != null) {
            running.close();
        }
        remove(data);
    }

    /** A new folder of the system's temporary ones. */
    static Path folder(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    /** What cannot be removed is left to the system, which clears its temporary folder itself. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(TemporaryServer.class).info("{} is left over", folder, e);
        }
    }
}
