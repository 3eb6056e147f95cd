package dev.nocturne.testkit.session;

import dev.nocturne.core.Ids;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.SystemTimers;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.core.session.SessionManager;
import dev.nocturne.core.session.SessionSnapshot;
import dev.nocturne.core.stream.Delivery;
import dev.nocturne.core.stream.Subscription;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A session manager over a store, with one orchestrator, for a test to try; a second one on the
 * same store is a restart.
 */
public final class TestSessions implements AutoCloseable {
    public static final String OWNER = "tester";
    public static final String SCENARIO = "anywhere";
    private static final int WHOLE_LOG = 10_000;

    private final Store store;
    private final SystemTimers timers = new SystemTimers();
    private final SessionManager sessions;

    public TestSessions(Store store, Orchestrator orchestrator, SessionLimits limits, long seed) {
        this.store = store;
        this.sessions =
                SessionManager.start(
                        new SessionManager.Setup(
                                store,
                                Map.of(orchestrator.name(), orchestrator),
                                orchestrator.name(),
                                SCENARIO::equals,
                                limits,
                                InstantSource.system(),
                                new Ids(new Random(seed)),
                                timers,
                                "test-" + seed));
    }

    public SessionManager sessions() {
        return sessions;
    }

    /** Opens a session. */
    public SessionId begin(String alert) {
        return new SessionId(ok(sessions.create(OWNER, SCENARIO, alert, null, null)).sessionId());
    }

    /**
     * Waits for the running turn's end by reading the stream to its end; returns the final status.
     */
    public String awaitEnd(SessionId session) throws InterruptedException {
        try (Subscription stream = ok(sessions.subscribe(OWNER, session, 0, false))) {
            while (true) {
                if (stream.next(64 * 1024) instanceof Delivery.Done done) {
                    return done.status();
                }
            }
        }
    }

    /** Waits until the log holds an event of that name. */
    public void awaitEvent(SessionId session, String name) throws InterruptedException {
        try (Subscription stream = ok(sessions.subscribe(OWNER, session, 0, true))) {
            while (log(session).stream().noneMatch(e -> e.name().equals(name))) {
                stream.next(64 * 1024);
            }
        }
    }

    public List<Event> log(SessionId session) {
        return store.read(session, 0, WHOLE_LOG);
    }

    public List<String> names(SessionId session) {
        return log(session).stream().map(Event::name).toList();
    }

    public SessionSnapshot open(SessionId session) {
        return ok(sessions.open(OWNER, session));
    }

    /** The value, or a failed test that tells the refusal. */
    public static <T> T ok(Result<T> result) {
        return switch (result) {
            case Result.Ok<T> ok -> ok.value();
            case Result.Rejected<T> no -> throw new AssertionError(no.code() + ": " + no.detail());
        };
    }

    @Override
    public void close() {
        sessions.close();
        timers.close();
    }
}
