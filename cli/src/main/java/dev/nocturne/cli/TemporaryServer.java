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

/** A server on one pack with a temporary data folder, which is removed when the process ends. */
final class TemporaryServer implements RunningServer {
    private final Path data;
    private volatile @Nullable RunningServer server;

    private TemporaryServer(Path data) {
        this.data = data;
    }

    /** Starts a server on loopback. */
    static RunningServer start(Surroundings around, Path pack) {
        TemporaryServer own = new TemporaryServer(folder("nocturne-evaluate-"));
        // Before the start, so that Ctrl-C during it removes the folder too.
        ServerLifetime.stopAtExit(own);
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
            throw new IllegalStateException("the server on " + data + " has not been started");
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

    /** Creates a temporary folder. */
    static Path folder(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot create a temporary folder: " + e.getMessage(), e);
        }
    }

    /** Removes a folder; the system clears its temporary folder of what cannot be removed. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(TemporaryServer.class)
                    .info("could not remove the temporary folder {}", folder, e);
        }
    }
}
