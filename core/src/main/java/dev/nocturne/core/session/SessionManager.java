package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Ids;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.SteadyClock;
import dev.nocturne.core.Timers;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.status.Status;
import dev.nocturne.core.stream.Feed;
import dev.nocturne.core.stream.Feeds;
import dev.nocturne.core.stream.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Manages the sessions of one process: it starts their writers and does the work that concerns
 * several sessions.
 */
public final class SessionManager implements Sessions, AutoCloseable {
    /**
     * The interval of heartbeats. A silent stream gets one after one to two intervals, within the
     * 15 s of the contract.
     */
    private static final Duration HEARTBEAT_TICK = Duration.ofSeconds(7);

    private static final Duration RENEW = SessionWriter.LEASE.dividedBy(3);
    private static final Duration RETENTION_TICK = Duration.ofHours(1);

    /**
     * The parts of a manager.
     *
     * @param orchestrators by name
     * @param defaultOrchestrator the orchestrator of sessions that name none
     * @param environmentKnown whether an environment of this name can be asked
     * @param clock the wall clock
     * @param nanos the monotonic clock, e.g. {@link System#nanoTime}
     * @param holder the name of this process in leases
     * @param lastStop how the last process that used this store ended
     */
    public record Setup(
            Store store,
            Map<String, Orchestrator> orchestrators,
            String defaultOrchestrator,
            Predicate<String> environmentKnown,
            SessionLimits limits,
            InstantSource clock,
            LongSupplier nanos,
            Ids ids,
            Timers timers,
            String holder,
            StopCause lastStop) {}

    private final Setup setup;
    private final Store store;
    private final SteadyClock clock;
    private final Feeds feeds = new Feeds();
    private final Writers writers;
    private final SessionReads reads;
    private final OrchestratorChoice choice;
    private final TurnPlaces places;
    private final Turns turns;
    private final OncePerKey once;
    private final List<Timers.Timer> ticking = new ArrayList<>();

    private SessionManager(Setup setup) {
        this.setup = setup;
        this.store = setup.store();
        this.clock = SteadyClock.start(setup.clock(), setup.nanos(), store.lastWrite());
        this.places = new TurnPlaces(setup.limits().runningTurns());
        this.writers =
                new Writers(store, feeds, clock, setup.holder(), setup.limits().unloadAfter());
        this.reads = new SessionReads(store, feeds, writers);
        this.choice = new OrchestratorChoice(setup.orchestrators(), setup.defaultOrchestrator());
        this.turns =
                new Turns(
                        store,
                        setup.orchestrators(),
                        setup.limits(),
                        clock,
                        setup.ids(),
                        setup.timers(),
                        places,
                        feeds,
                        writers::post);
        this.once = new OncePerKey(store, clock);
    }

    /**
     * Starts a manager and resumes, in the background, the turns that ran when the last process
     * ended.
     */
    public static SessionManager start(Setup setup) {
        SessionManager manager = new SessionManager(setup);
        Recovery recovery =
                new Recovery(
                        manager.store,
                        manager.writers,
                        manager.turns,
                        setup.timers(),
                        setup.limits().mostResumes(),
                        setup.lastStop());
        manager.writers.start(manager.turns::follow, recovery::resumeLost);
        Retention retention =
                new Retention(
                        manager.store,
                        setup.limits(),
                        setup.clock(),
                        RETENTION_TICK,
                        manager::release);
        retention.begin();
        recovery.start();
        manager.ticking.add(setup.timers().every(HEARTBEAT_TICK, manager.feeds::heartbeat));
        manager.ticking.add(setup.timers().every(RENEW, manager.writers::renewLeases));
        manager.ticking.add(setup.timers().every(RETENTION_TICK, retention::sweep));
        return manager;
    }

    /** The orchestrator of a session in the environment that names none. */
    public String defaultOrchestrator(String environment) {
        return choice.of(null, environment);
    }

    /** The number of running turns, without those that only wait for approvals. */
    public int runningTurns() {
        return places.count();
    }

    @Override
    public Result<Answers.Created> create(
            String owner,
            String environment,
            String alertText,
            @Nullable String orchestrator,
            @Nullable IdempotencyKey key) {
        return once.run(
                owner,
                key,
                Answers.Created.class,
                claim -> create(owner, environment, alertText, orchestrator, claim));
    }

    private Result<Answers.Created> create(
            String owner,
            String environment,
            String alertText,
            @Nullable String asked,
            @Nullable Claim<Answers.Created> claim) {
        if (!setup.environmentKnown().test(environment)) {
            return Result.rejected(
                    ErrorCode.UNKNOWN_ENVIRONMENT,
                    "There is no environment \"" + environment + "\".");
        }
        String orchestrator = choice.of(asked, environment);
        Optional<Result.Rejected<Answers.Created>> unfit =
                choice.refusalIn(environment, orchestrator);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        SessionId id = new SessionId(setup.ids().next("ses-"));
        Answers.Created answer = new Answers.Created(id.value(), Status.IN_PROGRESS.wireName());
        SessionCommand begin =
                new SessionCommand.Begin(
                        owner,
                        environment,
                        orchestrator,
                        alertText,
                        setup.ids().next("run-"),
                        setup.ids().next("thread-"));
        return begin(owner, id, Submission.by(owner, begin, from(claim, c -> answer)), c -> answer);
    }

    @Override
    public Result<Answers.Asked> message(
            String owner, SessionId session, String text, @Nullable IdempotencyKey key) {
        return once.run(
                owner, key, Answers.Asked.class, claim -> message(owner, session, text, claim));
    }

    private Result<Answers.Asked> message(
            String owner, SessionId session, String text, @Nullable Claim<Answers.Asked> claim) {
        Optional<SessionState> state = reads.visible(owner, session);
        if (state.isEmpty()) {
            return SessionReads.notFound();
        }
        Optional<Result.Rejected<Answers.Asked>> unfit = choice.refusal(state.get().orchestrator());
        if (unfit.isPresent()) {
            return unfit.get();
        }
        SessionCommand ask =
                new SessionCommand.Ask(text, setup.ids().next("run-"), setup.ids().next("thread-"));
        Function<Committed, Answers.Asked> answer =
                c -> new Answers.Asked("processing", c.state().turn(), c.seqBefore());
        return begin(owner, session, Submission.by(owner, ask, from(claim, answer)), answer);
    }

    /** Starts a turn if the owner has a free place for it. */
    private <T> Result<T> begin(
            String owner, SessionId session, Submission submission, Function<Committed, T> answer) {
        TurnPlaces.Taken place = places.take(session, owner);
        if (place == TurnPlaces.Taken.FULL) {
            return Result.rejected(ErrorCode.TOO_MANY_TURNS, places.refusal(owner));
        }
        boolean begun = false;
        try {
            Result<T> result = answer(writers.post(session, submission), answer);
            begun = result instanceof Result.Ok<T>;
            return result;
        } finally {
            if (!begun && place == TurnPlaces.Taken.NEW && !runs(session)) {
                places.give(session);
            }
        }
    }

    private boolean runs(SessionId session) {
        return writers.state(session).filter(s -> s.status().isRunning()).isPresent();
    }

    @Override
    public Result<Answers.Cancelling> cancel(
            String owner, SessionId session, @Nullable IdempotencyKey key) {
        return once.run(
                owner,
                key,
                Answers.Cancelling.class,
                claim -> {
                    if (reads.visible(owner, session).isEmpty()) {
                        return SessionReads.notFound();
                    }
                    Submission cancel =
                            Submission.by(
                                    owner,
                                    new SessionCommand.Cancel(),
                                    from(claim, SessionManager::cancelAnswer));
                    return answer(writers.post(session, cancel), SessionManager::cancelAnswer);
                });
    }

    private static Answers.Cancelling cancelAnswer(Committed committed) {
        boolean cancels =
                committed.state().seq() > committed.seqBefore() || committed.state().cancelling();
        return cancels
                ? new Answers.Cancelling("cancelling", null)
                : new Answers.Cancelling(
                        committed.state().status().wireName(), "Nothing is running.");
    }

    @Override
    public Result<Answers.Saved> save(
            String owner, SessionId session, @Nullable IdempotencyKey key) {
        return once.run(
                owner,
                key,
                Answers.Saved.class,
                claim -> {
                    if (reads.visible(owner, session).isEmpty() || !store.save(session)) {
                        return SessionReads.notFound();
                    }
                    Answers.Saved answer = new Answers.Saved(session.value());
                    if (claim != null) {
                        store.remember(claim.receipt(answer));
                    }
                    return Result.ok(answer);
                });
    }

    @Override
    public Result<Answers.Posted> post(
            String owner,
            SessionId session,
            List<ExternalEvent> events,
            OptionalLong expectedSeq,
            @Nullable IdempotencyKey key) {
        return once.run(
                owner,
                key,
                Answers.Posted.class,
                claim -> {
                    if (reads.visible(owner, session).isEmpty()) {
                        return SessionReads.notFound();
                    }
                    Submission post =
                            Submission.by(
                                    owner,
                                    new SessionCommand.Post(events, expectedSeq),
                                    from(claim, SessionManager::postAnswer));
                    return answer(writers.post(session, post), SessionManager::postAnswer);
                });
    }

    private static Answers.Posted postAnswer(Committed committed) {
        SessionState state = committed.state();
        return new Answers.Posted(
                state.seq(), state.cancelling() || state.status() == Status.CANCELLED);
    }

    @Override
    public Result<Answers.Resolved> resolve(
            String owner,
            SessionId session,
            String approvalId,
            ApprovalDecision decision,
            @Nullable String note,
            @Nullable IdempotencyKey key) {
        Answers.Resolved answer = new Answers.Resolved(approvalId, decision.wireName());
        SessionCommand resolve = new SessionCommand.Resolve(approvalId, decision, owner, note);
        return once.run(
                owner,
                key,
                Answers.Resolved.class,
                claim -> {
                    if (reads.visible(owner, session).isEmpty()) {
                        return SessionReads.notFound();
                    }
                    Submission submission = Submission.by(owner, resolve, from(claim, c -> answer));
                    return answer(writers.post(session, submission), c -> answer);
                });
    }

    @Override
    public Answers.Deleted delete(String owner, SessionId session) {
        // Does not read the state, so that a damaged session can be deleted too.
        boolean visible =
                store.head(session)
                        .filter(head -> head.checkpoint().owner().equals(owner))
                        .isPresent();
        if (visible) {
            store.delete(session);
            release(session);
        }
        return new Answers.Deleted(session.value());
    }

    /** Stops the run, the writer and the streams of a deleted session. */
    private void release(SessionId session) {
        turns.abandon(session);
        writers.stop(session);
        feeds.find(session).ifPresent(Feed::delete);
    }

    @Override
    public Answers.Listed list(String owner, SessionFilter filter) {
        return reads.list(owner, filter);
    }

    @Override
    public String epoch() {
        return store.epoch();
    }

    @Override
    public Result<SessionSnapshot> open(String owner, SessionId session) {
        return reads.open(owner, session);
    }

    @Override
    public Result<Subscription> subscribe(
            String owner, SessionId session, long since, boolean follow) {
        return reads.subscribe(owner, session, since, follow);
    }

    @Override
    public long toolResultSize(String owner, SessionId session, String callId) {
        return reads.toolResultSize(owner, session, callId);
    }

    @Override
    public Result<String> toolResult(String owner, SessionId session, String callId) {
        return reads.toolResult(owner, session, callId);
    }

    private static <T> @Nullable Claim<Committed> from(
            @Nullable Claim<T> claim, Function<Committed, T> answer) {
        return claim == null ? null : claim.from(answer);
    }

    private static <T> Result<T> answer(Result<Committed> result, Function<Committed, T> answer) {
        return switch (result) {
            case Result.Ok<Committed> ok -> Result.ok(answer.apply(ok.value()));
            case Result.Rejected<Committed> no -> no.as();
        };
    }

    /**
     * Ends all streams with a request to reconnect, stops runs without ending their turns, and lets
     * writers finish what they have begun.
     */
    @Override
    public void close() {
        ticking.forEach(Timers.Timer::cancel);
        feeds.closeAll();
        turns.close();
        writers.close();
    }
}
