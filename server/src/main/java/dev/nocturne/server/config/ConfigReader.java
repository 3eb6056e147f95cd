package dev.nocturne.server.config;

import dev.nocturne.core.engine.RunLimits;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.server.auth.Token;
import dev.nocturne.server.http.ConnectionLimits;
import dev.nocturne.sources.file.EnvironmentFile;
import dev.nocturne.sources.file.Mistake;
import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Options over environment over defaults, checked as a whole. */
public final class ConfigReader {
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?");

    /** What a process may have open at most on common systems. */
    private static final int MOST_CONNECTIONS = 1_000_000;

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration TEN_YEARS = Duration.ofDays(3_650);

    private final List<String> mistakes = new ArrayList<>();
    private final ServerOptions options;
    private final Map<String, String> variables;
    private final Variables env;
    private final InstantSource clock;

    private ConfigReader(ServerOptions options, Map<String, String> env, InstantSource clock) {
        this.options = options;
        variables = env;
        this.env = new Variables(env, mistakes);
        this.clock = clock;
    }

    /**
     * Reads the configuration, and the files that it names.
     *
     * @param clock for what is now in live environments
     */
    public static ConfigResult read(
            ServerOptions options, Map<String, String> env, InstantSource clock) {
        ConfigReader reader = new ConfigReader(options, env, clock);
        ServerConfig config = reader.config();
        return reader.mistakes.isEmpty()
                ? new ConfigResult.Valid(config)
                : new ConfigResult.Invalid(reader.mistakes);
    }

    /** Whether the address is one that only this machine can reach. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private ServerConfig config() {
        List<Token> tokens = TokenReader.read(env, mistakes);
        List<Path> files = environmentFiles();
        return new ServerConfig(
                host(tokens),
                port(),
                dataDir(),
                packFolders(!files.isEmpty()),
                live(files),
                tokens,
                allowedHosts(),
                allowedOrigins(),
                connections(),
                sessions(),
                env.number(
                        "NOCTURNE_STREAMS_PER_CLIENT", ServerConfig.STREAMS_PER_CLIENT, 1, 100_000),
                env.duration(
                        "NOCTURNE_WRITE_DEADLINE",
                        ServerConfig.WRITE_DEADLINE,
                        ServerConfig.LEAST_WRITE_DEADLINE,
                        A_DAY),
                LlmReader.read(env, variables, mistakes));
    }

    private String host(List<Token> tokens) {
        String host = options.host() == null ? env.text("NOCTURNE_HOST") : options.host();
        if (host == null) {
            return "127.0.0.1";
        }
        try {
            boolean loopback = InetAddress.getByName(host).isLoopbackAddress();
            if (!loopback && tokens.isEmpty()) {
                mistakes.add(
                        "Other machines can reach a server at "
                                + host
                                + ", so it needs a token: set NOCTURNE_TOKEN, or listen at"
                                + " 127.0.0.1.");
            }
        } catch (UnknownHostException e) {
            mistakes.add(
                    "The host " + host + " cannot be resolved; give an address of this machine.");
        }
        return host;
    }

    private int port() {
        Integer port = options.port();
        if (port == null) {
            return env.number("NOCTURNE_PORT", 8080, 0, 65_535);
        }
        if (port < 0 || port > 65_535) {
            mistakes.add("The port must be from 0 to 65535.");
        }
        return port;
    }

    private Path dataDir() {
        Path data = options.data() == null ? path("NOCTURNE_DATA") : options.data();
        Path dir = Objects.requireNonNullElse(data, Path.of("data"));
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            mistakes.add("The data folder " + dir + " is a file.");
        }
        return dir;
    }

    private @Nullable Path path(String name) {
        String text = env.text(name);
        return text == null ? null : Path.of(text);
    }

    /** None are needed where there is something else to ask about. */
    private List<Path> packFolders(boolean mayBeNone) {
        List<Path> dirs = options.packs();
        String named = env.text("NOCTURNE_PACKS");
        // What the variable was called before.
        String text = named == null ? env.text("NOCTURNE_SCENARIOS") : named;
        if (dirs.isEmpty() && text != null) {
            dirs = paths(text);
        }
        if (dirs.isEmpty() && !mayBeNone) {
            mistakes.add("Nothing to ask about is named: give --environment FILE or --pack DIR.");
        }
        for (Path dir : dirs) {
            if (!Files.isDirectory(dir)) {
                mistakes.add("The pack folder " + dir + " does not exist.");
            }
        }
        return dirs;
    }

    private static List<Path> paths(String text) {
        return List.of(text.split(Pattern.quote(File.pathSeparator), -1)).stream()
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .toList();
    }

    private List<Path> environmentFiles() {
        List<Path> files = options.environments();
        String text = env.text("NOCTURNE_ENVIRONMENTS");
        return files.isEmpty() && text != null ? paths(text) : files;
    }

    private List<Environment> live(List<Path> files) {
        List<Environment> live = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            switch (EnvironmentFile.read(file, variables, clock)) {
                case EnvironmentFile.Reading.Understood(LiveEnvironment environment)
                        when names.add(environment.name()) ->
                        live.add(environment);
                case EnvironmentFile.Reading.Understood(LiveEnvironment environment) ->
                        mistakes.add(
                                file
                                        + ": another environment is called "
                                        + environment.name()
                                        + " already.");
                case EnvironmentFile.Reading.Wrong(List<Mistake> wrong) ->
                        wrong.forEach(mistake -> mistakes.add(mistake.in(file.toString())));
            }
        }
        return live;
    }

    private Set<String> allowedHosts() {
        Set<String> hosts = new HashSet<>();
        for (String host : env.list("NOCTURNE_ALLOWED_HOSTS")) {
            if (HOST_NAME.matcher(host).matches()) {
                hosts.add(host);
            } else {
                mistakes.add(
                        "NOCTURNE_ALLOWED_HOSTS takes host names without scheme and port, not \""
                                + host
                                + "\".");
            }
        }
        return hosts;
    }

    private Set<String> allowedOrigins() {
        Set<String> origins = new HashSet<>();
        for (String origin : env.list("NOCTURNE_ALLOWED_ORIGINS")) {
            if (ORIGIN.matcher(origin).matches()) {
                origins.add(origin);
            } else {
                mistakes.add(
                        "NOCTURNE_ALLOWED_ORIGINS takes origins such as https://noc.example:8443,"
                                + " without a path, not \""
                                + origin
                                + "\".");
            }
        }
        return origins;
    }

    private ConnectionLimits connections() {
        ConnectionLimits standard =
                ConnectionLimits.of(
                        env.number(
                                "NOCTURNE_CONNECTIONS", ConnectionLimits.ALL, 1, MOST_CONNECTIONS),
                        env.duration(
                                "NOCTURNE_HEAD_DEADLINE",
                                ConnectionLimits.HEAD_DEADLINE,
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(10)));
        return new ConnectionLimits(
                standard.all(),
                env.number(
                        "NOCTURNE_CONNECTIONS_PER_ADDRESS",
                        standard.perAddress(),
                        1,
                        MOST_CONNECTIONS),
                standard.headDeadline());
    }

    private SessionLimits sessions() {
        SessionLimits standard = SessionLimits.DEFAULT;
        Duration second = Duration.ofSeconds(1);
        return new SessionLimits(
                env.number("NOCTURNE_RUNNING_TURNS", standard.runningTurns(), 1, 10_000),
                env.duration("NOCTURNE_TURN_DEADLINE", standard.turnDeadline(), second, A_DAY),
                env.duration(
                        "NOCTURNE_EXTERNAL_SILENCE", standard.externalSilence(), second, A_DAY),
                standard.cancelGrace(),
                standard.mostResumes(),
                standard.unloadAfter(),
                env.duration(
                        "NOCTURNE_KEEP_SESSIONS",
                        standard.keepSessions(),
                        Duration.ZERO,
                        TEN_YEARS),
                env.duration("NOCTURNE_KEEP_RECEIPTS", standard.keepReceipts(), second, TEN_YEARS),
                runs(second));
    }

    private RunLimits runs(Duration second) {
        RunLimits standard = RunLimits.DEFAULT;
        Duration pace = options.pace();
        return new RunLimits(
                env.number("NOCTURNE_TOOL_CALLS", standard.toolCalls(), 1, 10_000),
                env.duration("NOCTURNE_TOOL_TIMEOUT", standard.toolTimeout(), second, A_DAY),
                pace == null
                        ? env.duration("NOCTURNE_PACE", standard.pace(), Duration.ZERO, A_DAY)
                        : pace);
    }
}
