package dev.nocturne.llm.mcp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to one server: made when it is needed, made again after a pause when it broke. */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** A server that crashes at each start must not cost each tool call a start. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** A turn waits for it. */
    private static final Duration MOST_CONNECT = Duration.ofSeconds(10);

    private final McpServerSettings settings;
    private final InstantSource clock;

    /** Held while connecting, which is limited, so that one does it and the others wait. */
    private final ReentrantLock connecting = new ReentrantLock();

    private volatile @Nullable Connection connection;
    private volatile @Nullable String trouble;
    private @Nullable Instant notBefore;
    private volatile boolean closed;

    Link(McpServerSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    McpServerSettings settings() {
        return settings;
    }

    /** Why it could not be reached the last time. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * A connection that works as far as is known.
     *
     * @throws IOException when there is none, with a reason for the user
     */
    Connection connection() throws IOException, InterruptedException {
        Connection known = connection;
        if (known != null && known.open()) {
            return known;
        }
        connecting.lockInterruptibly();
        try {
            known = connection;
            if (known != null && known.open()) {
                return known;
            }
            return connect(known);
        } finally {
            connecting.unlock();
        }
    }

    private Connection connect(@Nullable Connection broken)
            throws IOException, InterruptedException {
        if (closed) {
            throw new IOException("The server is stopping.");
        }
        Instant now = clock.instant();
        String before = trouble;
        if (notBefore != null && now.isBefore(notBefore)) {
            throw new IOException(before == null ? unreachable() : before);
        }
        notBefore = now.plus(PAUSE);
        if (broken != null) {
            broken.close();
            connection = null;
        }
        try {
            Duration timeout =
                    settings.timeout().compareTo(MOST_CONNECT) < 0
                            ? settings.timeout()
                            : MOST_CONNECT;
            Connection made = Connection.open(channel(), settings.allow(), timeout);
            connection = made;
            trouble = null;
            if (closed) {
                made.close();
            }
            return made;
        } catch (IOException e) {
            LOG.info("the MCP server {} cannot be reached: {}", settings.name(), e.getMessage());
            String sentence = unreachable();
            trouble = sentence;
            throw new IOException(sentence, e);
        }
    }

    private Channel channel() throws IOException {
        return switch (settings.transport()) {
            case McpServerSettings.Transport.Stdio it ->
                    StdioChannel.start(it.command(), it.environment());
            case McpServerSettings.Transport.Http it -> new HttpChannel(it.url(), it.headers());
        };
    }

    private String unreachable() {
        return "The MCP server " + settings.name() + " does not answer.";
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
