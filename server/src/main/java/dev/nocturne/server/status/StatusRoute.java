package dev.nocturne.server.status;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;

/** GET /api/status: the disk space, streams and turns that the server is using now. */
public final class StatusRoute {
    /** The database, and the log and index of its writes, which SQLite keeps beside it. */
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    private final Path folder;
    private final String database;
    private final IntSupplier streams;
    private final IntSupplier runningTurns;

    /** {@code database}: the name of its file in the folder. */
    public StatusRoute(
            Path folder, String database, IntSupplier streams, IntSupplier runningTurns) {
        this.folder = folder;
        this.database = database;
        this.streams = streams;
        this.runningTurns = runningTurns;
    }

    public Route route() {
        return Route.get("/api/status", this::status);
    }

    private record Status(Space store, int streams, int runningTurns) {}

    private record Space(long bytes, long freeBytes) {}

    private Reply status(Exchange exchange) {
        return Reply.json(new Status(space(), streams.getAsInt(), runningTurns.getAsInt()));
    }

    /**
     * Some microseconds: asks the file system only. {@code Files.getFileStore} would read the table
     * of mounts each time.
     */
    private Space space() {
        try {
            long bytes = 0;
            for (String suffix : SUFFIXES) {
                bytes += size(folder.resolve(database + suffix));
            }
            return new Space(bytes, folder.toFile().getUsableSpace());
        } catch (IOException e) {
            throw new Fault(
                    ErrorCode.STORE_UNAVAILABLE, "The size of the store cannot be read.", e);
        }
    }

    /** SQLite creates and deletes the files beside the database as it needs them. */
    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
