package dev.nocturne.llm.mcp;

import dev.nocturne.llm.mcp.McpFailure.Kind;
import dev.nocturne.llm.provider.AnswerBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Manages the connection to one server: opens it when it is needed, and again after it broke. */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /**
     * Pause between attempts to connect, so that a server that crashes is not started for each
     * call.
     */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** The longest time to connect, for which a turn waits. */
    private static final Duration MOST_CONNECT = Duration.ofSeconds(10);

    private final McpServerSettings settings;
    private final InstantSource clock;
    private final AnswerBudget budget;

    /** Held while connecting, which has a time limit, so that only one thread connects. */
    private final ReentrantLock connecting = new ReentrantLock();

    private volatile @Nullable Connection connection;
    private volatile @Nullable McpFailure trouble;
    private @Nullable Era era;
    private @Nullable Instant notBefore;
    private volatile boolean closed;

    Link(McpServerSettings settings, InstantSource clock, AnswerBudget budget) {
        this.settings = settings;
        this.clock = clock;
        this.budget = budget;
    }

    McpServerSettings settings() {
        return settings;
    }

    /** The reason why the last attempt to connect failed, as a sentence. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble).map(this::sentence);
    }

    /** Formats a failure as a sentence that names the server. */
    String sentence(McpFailure failure) {
        return "The MCP server " + settings.name() + " " + failure.reason() + ".";
    }

    /** The allowed tools that the server offers now. */
    List<OfferedTool> listTools() throws McpFailure, InterruptedException {
        return withSession(c -> c.listTools(settings.allow(), connectTimeout()));
    }

    /** The reasons why allowed tools are not usable, by the names of the tools. */
    Map<String, String> unusableTools() {
        Connection known = connection;
        return known == null ? Map.of() : known.unusableTools();
    }

    /**
     * Calls a tool. If the session was lost, the server did nothing, so the call is repeated once.
     */
    JsonNode call(OfferedTool tool, ObjectNode arguments) throws McpFailure, InterruptedException {
        return withSession(c -> c.call(tool, arguments, settings.timeout()));
    }

    private interface Request<T> {
        T send(Connection connection) throws McpFailure, InterruptedException;
    }

    private <T> T withSession(Request<T> request) throws McpFailure, InterruptedException {
        Connection used = connection(null);
        try {
            return request.send(used);
        } catch (McpFailure e) {
            if (e.kind() != Kind.SESSION_LOST) {
                throw log(e);
            }
            LOG.info("MCP server {} {}; opening a new one", settings.name(), e.reason());
        }
        try {
            return request.send(connection(used));
        } catch (McpFailure e) {
            throw log(e);
        }
    }

    private McpFailure log(McpFailure failure) {
        LOG.warn("MCP server {} {}", settings.name(), failure.reason());
        return failure;
    }

    /** An open connection other than {@code lost}. */
    private Connection connection(@Nullable Connection lost)
            throws McpFailure, InterruptedException {
        Connection known = connection;
        if (known != null && known != lost && known.open()) {
            return known;
        }
        connecting.lockInterruptibly();
        try {
            known = connection;
            if (known != null && known != lost && known.open()) {
                return known;
            }
            return connect(known, lost != null);
        } finally {
            connecting.unlock();
        }
    }

    private Connection connect(@Nullable Connection broken, boolean renew)
            throws McpFailure, InterruptedException {
        if (closed) {
            throw new McpFailure(Kind.UNAVAILABLE, "is closed, because Nocturne is stopping");
        }
        Instant now = clock.instant();
        if (!renew && notBefore != null && now.isBefore(notBefore)) {
            McpFailure before = trouble;
            throw before == null
                    ? new McpFailure(
                            Kind.UNAVAILABLE, "has just failed and is tried again in a few seconds")
                    : before;
        }
        notBefore = now.plus(PAUSE);
        if (broken != null) {
            broken.close();
            connection = null;
        }
        try {
            Connection opened = negotiate();
            era = opened.era();
            connection = opened;
            trouble = null;
            if (closed) {
                opened.close();
            }
            return opened;
        } catch (McpFailure e) {
            era = null;
            trouble = e;
            throw e;
        }
    }

    /** Tries a modern request, then the legacy handshake. Remembers which one worked. */
    private Connection negotiate() throws McpFailure, InterruptedException {
        Duration timeout = connectTimeout();
        Channel channel = channel();
        boolean opened = false;
        try {
            Connection result;
            if (era != null) {
                result = Connection.open(channel, era, clock, timeout);
            } else {
                try {
                    // Some legacy servers ignore unknown requests, so the wait is shorter.
                    result = Connection.open(channel, Era.MODERN, clock, timeout.dividedBy(2));
                } catch (McpFailure e) {
                    boolean exited = !channel.open() && stdio();
                    if (!Era.mayBeLegacy(e) && !exited) {
                        throw e;
                    }
                    LOG.debug("MCP server {} {}; trying initialize", settings.name(), e.reason());
                    channel = exited ? channel() : channel;
                    result = Connection.open(channel, Era.LEGACY, clock, timeout);
                }
            }
            opened = true;
            return result;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private boolean stdio() {
        return settings.transport() instanceof McpServerSettings.Transport.Stdio;
    }

    private Duration connectTimeout() {
        return settings.timeout().compareTo(MOST_CONNECT) < 0 ? settings.timeout() : MOST_CONNECT;
    }

    private Channel channel() throws McpFailure {
        return switch (settings.transport()) {
            case McpServerSettings.Transport.Stdio it ->
                    StdioChannel.start(it.command(), it.environment(), budget);
            case McpServerSettings.Transport.Http it ->
                    new HttpChannel(it.url(), it.headers(), budget);
        };
    }

    @Override
    public void close() {
        closed = true;
        Connection known = connection;
        if (known != null) {
            known.close();
        }
    }
}
