package dev.nocturne.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line says; null and empty leave it to the environment and the defaults. */
public record ServerOptions(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Path data,
        List<Path> scenarios,
        @Nullable Duration pace) {
    public ServerOptions {
        scenarios = List.copyOf(scenarios);
    }
}
