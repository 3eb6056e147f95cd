package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.stream.Feeds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writers of this process, at most one for each session. The first command for a session starts
 * its writer.
 */
final class Writers implements SessionWriter.Owner {
    private static final Logger log = LoggerFactory.getLogger(Writers.class);

    /** How long a writer may take to finish its work when the process stops. */
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /**
     * The most writers that are started for one command: each retry means that a writer has just
     * ended.
     */
    private static final int MOST_TRIES = 50;

    private record Live(SessionWriter writer, Thread thread) {}

    private final Store store;
    private final Feeds feeds;
    private final InstantSource clock;
    private final String holder;
    private final Duration unloadAfter;
    private final Map<SessionId, Live> live = new ConcurrentHashMap<>();
    private @Nullable BiConsumer<SessionState, SessionState> follower;
    private @Nullable Consumer<SessionState> lost;
    private volatile boolean closing;

    Writers(Store store, Feeds feeds, InstantSource clock, String holder, Duration unloadAfter) {
        this.store = store;
        this.feeds = feeds;
        this.clock = clock;
        this.holder = holder;
        this.unloadAfter = unloadAfter;
    }

    /**
     * Starts accepting commands.
     *
     * @param follows receives every change, on the writer's thread, before it is published
     * @param loses receives a session that was lost to another writer
     */
    void start(BiConsumer<SessionState, SessionState> follows, Consumer<SessionState> loses) {
        follower = follows;
        lost = loses;
    }

    /** Sends the submission to the session's writer and waits until its outcome is durable. */
    Result<Committed> post(SessionId session, Submission submission) {
        for (int i = 0; i < MOST_TRIES; i++) {
            if (closing) {
                return Result.rejected(
                        ErrorCode.SHUTTING_DOWN, "The server is stopping. Try again shortly.");
            }
            Live writer = live.computeIfAbsent(session, this::begin);
            switch (writer.writer().offer(submission)) {
                case ACCEPTED -> {
                    return submission.reply().await();
                }
                case FULL -> {
                    return Result.rejected(
                            ErrorCode.OVERLOADED, "The session is busy. Try again shortly.");
                }
                case CLOSED -> live.remove(session, writer);
            }
        }
        return Result.rejected(
                ErrorCode.OVERLOADED, "The session could not be loaded. Try again shortly.");
    }

    private Live begin(SessionId session) {
        SessionWriter writer =
                new SessionWriter(session, store, feeds, clock, holder, unloadAfter, this);
        return new Live(writer, Thread.ofVirtual().name("writer-" + session).start(writer));
    }

    /** The durable state of a session if it has a writer here. */
    Optional<SessionState> state(SessionId session) {
        return Optional.ofNullable(live.get(session)).flatMap(l -> l.writer().state());
    }

    void stop(SessionId session) {
        Optional.ofNullable(live.get(session)).ifPresent(l -> l.writer().stop());
    }

    void renewLeases() {
        for (Live each : live.values()) {
            try {
                each.writer().renew();
            } catch (Fault fault) {
                log.warn(
                        "could not renew the lease of session {}: {}; retrying",
                        each.writer().session(),
                        fault.getMessage());
            }
        }
    }

    @Override
    public void onCommit(SessionState before, SessionState after) {
        if (follower != null) {
            follower.accept(before, after);
        }
    }

    @Override
    public void onEnd(SessionWriter writer, Optional<SessionState> last, boolean wasLost) {
        live.computeIfPresent(writer.session(), (id, l) -> l.writer() == writer ? null : l);
        if (wasLost && !closing && lost != null) {
            last.ifPresent(lost);
        }
    }

    /** Stops all writers after they have finished their work. */
    void close() {
        closing = true;
        List<Live> ending = List.copyOf(live.values());
        ending.forEach(l -> l.writer().stop());
        for (Live each : ending) {
            try {
                if (!each.thread().join(CLOSE)) {
                    log.warn(
                            "the writer of session {} did not end within its time limit",
                            each.writer().session());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
