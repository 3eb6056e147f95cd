package dev.nocturne.server.config;

import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.llm.LlmSettings;
import dev.nocturne.server.auth.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * All that a server is told from outside (docs/configuration.md). Made by {@link ConfigReader},
 * which checks it.
 *
 * @param host address to bind
 * @param port 0 binds any free one
 * @param dataDir where the database lives; made if missing
 * @param scenarioDirs packs, or folders of packs; the first pack is the default one
 * @param tokens none means: no authentication, which only a loopback address may have
 * @param allowedHosts names beside the loopback ones that a Host header may have
 * @param streamsPerClient streams that one owner may have open from one address
 * @param writeDeadline how long a client may take nothing before it is cut off
 * @param llm language models, their tools and limits
 */
public record ServerConfig(
        String host,
        int port,
        Path dataDir,
        List<Path> scenarioDirs,
        List<Token> tokens,
        Set<String> allowedHosts,
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

    /** Without a language model. */
    public ServerConfig(
            String host,
            int port,
            Path dataDir,
            List<Path> scenarioDirs,
            List<Token> tokens,
            Set<String> allowedHosts,
            SessionLimits sessions,
            int streamsPerClient,
            Duration writeDeadline) {
        this(
                host,
                port,
                dataDir,
                scenarioDirs,
                tokens,
                allowedHosts,
                sessions,
                streamsPerClient,
                writeDeadline,
                LlmSettings.NONE);
    }

    public ServerConfig {
        scenarioDirs = List.copyOf(scenarioDirs);
        tokens = List.copyOf(tokens);
        allowedHosts = Set.copyOf(allowedHosts);
    }
}
