package dev.nocturne.testkit.session;

import dev.nocturne.core.Ids;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.SystemTimers;
import dev.nocturne.core.Timers;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.core.session.SessionManager;
import dev.nocturne.core.session.SessionSnapshot;
import dev.nocturne.core.session.StopCause;
import dev.nocturne.core.stream.Delivery;
import dev.nocturne.core.stream.Subscription;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.TestTimers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A session manager with one orchestrator for tests. A second one on the same store simulates a
 * restart.
 */
public final class TestSessions implements AutoCloseable {
    public static final String OWNER = "tester";
    public static final String ENVIRONMENT = "anywhere";
    private static final int WHOLE_LOG = 10_000;

    private final Store store;
    private final SystemTimers ownTimers = new SystemTimers();
    private final SessionManager sessions;

    /** Uses the system's clock. */
    public TestSessions(Store store, Orchestrator orchestrator, SessionLimits limits, long seed) {
        this(
                store,
                orchestrator,
                limits,
                seed,
                InstantSource.system(),
                System::nanoTime,
                null,
                StopCause.SHUTDOWN);
    }

    /** Uses a clock that the test advances. */
    public TestSessions(
            Store store,
            Orchestrator orchestrator,
            SessionLimits limits,
            long seed,
            TestClock clock,
            TestTimers timers) {
        this(store, orchestrator, limits, seed, clock, timers, StopCause.SHUTDOWN);
    }

    /** Uses a clock that the test advances, after the last process ended with {@code lastStop}. */
    public TestSessions(
            Store store,
            Orchestrator orchestrator,
            SessionLimits limits,
            long seed,
            TestClock clock,
            TestTimers timers,
            StopCause lastStop) {
        this(store, orchestrator, limits, seed, clock, clock::nanos, timers, lastStop);
    }

    private TestSessions(
            Store store,
            Orchestrator orchestrator,
            SessionLimits limits,
            long seed,
            InstantSource clock,
            LongSupplier nanos,
            @Nullable Timers timers,
            StopCause lastStop) {
        this.store = store;
        this.sessions =
                SessionManager.start(
                        new SessionManager.Setup(
                                store,
                                Map.of(orchestrator.name(), orchestrator),
                                orchestrator.name(),
                                ENVIRONMENT::equals,
                                limits,
                                clock,
                                nanos,
                                new Ids(new Random(seed)),
                                timers == null ? ownTimers : timers,
                                "test-" + seed,
                                lastStop));
    }

    public SessionManager sessions() {
        return sessions;
    }

    /** Creates a session. */
    public SessionId begin(String alert) {
        return new SessionId(
                ok(sessions.create(OWNER, ENVIRONMENT, alert, null, null)).sessionId());
    }

    /** Reads the stream to the end of the running turn; returns the final status. */
    public String awaitEnd(SessionId session) throws InterruptedException {
        try (Subscription stream = ok(sessions.subscribe(OWNER, session, 0, false))) {
            while (true) {
                if (stream.next(64 * 1024) instanceof Delivery.Done done) {
                    return done.status();
                }
            }
        }
    }

    /** Waits until the log has an event with this name. */
    public void awaitEvent(SessionId session, String name) throws InterruptedException {
        awaitEvents(session, name, 1);
    }

    /** Waits until the log has {@code count} events with this name. */
    public void awaitEvents(SessionId session, String name, int count) throws InterruptedException {
        try (Subscription stream = ok(sessions.subscribe(OWNER, session, 0, true))) {
            while (names(session).stream().filter(name::equals).count() < count) {
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

    /** Returns the value; fails the test with the refusal if there is none. */
    public static <T> T ok(Result<T> result) {
        return switch (result) {
            case Result.Ok<T> ok -> ok.value();
            case Result.Rejected<T> no -> throw new AssertionError(no.code() + ": " + no.detail());
        };
    }

    @Override
    public void close() {
        sessions.close();
        ownTimers.close();
    }
}
