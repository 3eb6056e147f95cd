package dev.nocturne.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the command line; null and empty ones come from the environment or the defaults.
 *
 * @param packs folders
 * @param environments files that describe live environments
 */
public record ServerOptions(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Path data,
        List<Path> packs,
        List<Path> environments,
        @Nullable Duration pace) {
    public ServerOptions {
        packs = List.copyOf(packs);
        environments = List.copyOf(environments);
    }
}
