package dev.nocturne.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of the command line; null and empty ones come from the environment or the defaults. */
public record ServerOptions(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Path data,
        List<Path> packs,
        @Nullable Duration pace) {
    public ServerOptions {
        packs = List.copyOf(packs);
    }
}
