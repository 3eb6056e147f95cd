package dev.nocturne.server.config;

import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.environment.Environment;
import dev.nocturne.llm.LlmSettings;
import dev.nocturne.server.auth.Token;
import dev.nocturne.server.http.ConnectionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The whole configuration of a server (docs/configuration.md). Created by {@link ConfigReader},
 * which checks it.
 *
 * @param host address to bind
 * @param port 0 binds any free one
 * @param dataDir folder of the database; created if missing
 * @param packFolders packs, or folders of packs
 * @param live live environments; the first one is the default, else the first pack
 * @param tokens none means: no authentication, which only a loopback address may have
 * @param allowedHosts names beside the loopback ones that a Host header may have
 * @param allowedOrigins origins beside the server's own whose pages may write
 * @param connections how many connections may be open, and how fast requests must begin
 * @param streamsPerClient streams that one owner may have open from one address
 * @param writeDeadline how long a client may read nothing before it is cut off
 * @param llm language models, their tools and limits
 */
public record ServerConfig(
        String host,
        int port,
        Path dataDir,
        List<Path> packFolders,
        List<Environment> live,
        List<Token> tokens,
        Set<String> allowedHosts,
        Set<String> allowedOrigins,
        ConnectionLimits connections,
        SessionLimits sessions,
        int streamsPerClient,
        Duration writeDeadline,
        LlmSettings llm) {

    /** Twice what one client needs to watch 1,000 sessions while it reconnects. */
    public static final int STREAMS_PER_CLIENT = 2_000;

    /** A phone that changes cells is back by then; a stalled reader holds its buffers no longer. */
    public static final Duration WRITE_DEADLINE = Duration.ofSeconds(30);

    /** Heartbeats come within 15 s; a shorter deadline would cut off idle streams. */
    public static final Duration LEAST_WRITE_DEADLINE = Duration.ofSeconds(20);

    /**
     * Without live environments, other origins and a language model, and with the usual
     * connections.
     */
    public ServerConfig(
            String host,
            int port,
            Path dataDir,
            List<Path> packFolders,
            List<Token> tokens,
            Set<String> allowedHosts,
            SessionLimits sessions,
            int streamsPerClient,
            Duration writeDeadline) {
        this(
                host,
                port,
                dataDir,
                packFolders,
                List.of(),
                tokens,
                allowedHosts,
                Set.of(),
                ConnectionLimits.DEFAULT,
                sessions,
                streamsPerClient,
                writeDeadline,
                LlmSettings.NONE);
    }

    public ServerConfig {
        packFolders = List.copyOf(packFolders);
        live = List.copyOf(live);
        tokens = List.copyOf(tokens);
        allowedHosts = Set.copyOf(allowedHosts);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }
}
