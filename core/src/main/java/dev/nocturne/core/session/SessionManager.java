package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Ids;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.Timers;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.stream.Feed;
import dev.nocturne.core.stream.Feeds;
import dev.nocturne.core.stream.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one process: finds or starts their writers, and looks after what no single
 * session can.
 */
public final class SessionManager implements Sessions, AutoCloseable {
    /**
     * A stream says that it lives after one to two ticks of silence: under the 15 s of the
     * contract.
     */
    private static final Duration HEARTBEAT_TICK = Duration.ofSeconds(7);

    private static final Duration RENEW = SessionWriter.LEASE.dividedBy(3);
    private static final Duration RETENTION_TICK = Duration.ofHours(1);

    /**
     * What a manager works with.
     *
     * @param orchestrators by name
     * @param defaultOrchestrator for sessions that ask for none
     * @param scenarioKnown whether there is a pack of that name
     * @param holder names this process in leases
     */
    public record Setup(
            Store store,
            Map<String, Orchestrator> orchestrators,
            String defaultOrchestrator,
            Predicate<String> scenarioKnown,
            SessionLimits limits,
            InstantSource clock,
            Ids ids,
            Timers timers,
            String holder) {}

    private final Setup setup;
    private final Store store;
    private final Feeds feeds = new Feeds();
    private final Writers writers;
    private final TurnSlots slots;
    private final Turns turns;
    private final OncePerKey once;
    private final List<Timers.Timer> ticking = new ArrayList<>();

    private SessionManager(Setup setup) {
        this.setup = setup;
        this.store = setup.store();
        this.slots = new TurnSlots(setup.limits().runningTurns());
        this.writers =
                new Writers(
                        store, feeds, setup.clock(), setup.holder(), setup.limits().unloadAfter());
        this.turns =
                new Turns(
                        store,
                        setup.orchestrators(),
                        setup.limits(),
                        setup.clock(),
                        setup.ids(),
                        setup.timers(),
                        slots,
                        writers::post);
        this.once = new OncePerKey(store, setup.clock());
    }

    /** Starts, and takes up in the background what ran when the last process ended. */
    public static SessionManager start(Setup setup) {
        SessionManager manager = new SessionManager(setup);
        Recovery recovery =
                new Recovery(
                        manager.store,
                        manager.writers,
                        manager.turns,
                        setup.timers(),
                        setup.limits().mostResumes());
        manager.writers.start(manager.turns::follow, recovery::lost);
        recovery.start();
        Retention retention =
                new Retention(manager.store, setup.limits(), setup.clock(), manager::remove);
        manager.ticking.add(setup.timers().every(HEARTBEAT_TICK, manager.feeds::heartbeat));
        manager.ticking.add(setup.timers().every(RENEW, manager.writers::renewLeases));
        manager.ticking.add(setup.timers().every(RETENTION_TICK, retention::sweep));
        return manager;
    }

    /** Turns running now. */
    public int runningTurns() {
        return slots.running();
    }

    @Override
    public Result<Answers.Created> create(
            String owner,
            String scenario,
            String alertText,
            @Nullable String orchestrator,
            @Nullable IdempotencyKey key) {
        return once.run(
                owner,
                key,
                Answers.Created.class,
                receipt -> create(owner, scenario, alertText, orchestrator, receipt));
    }

    private Result<Answers.Created> create(
            String owner,
            String scenario,
            String alertText,
            @Nullable String asked,
            @Nullable Function<Answers.Created, Receipt> receipt) {
        String orchestrator = asked == null ? setup.defaultOrchestrator() : asked;
        if (!setup.scenarioKnown().test(scenario)) {
            return Result.rejected(
                    ErrorCode.UNKNOWN_SCENARIO, "There is no scenario \"" + scenario + "\".");
        }
        Optional<Result.Rejected<Answers.Created>> unfit = unfit(orchestrator);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        SessionId id = new SessionId(setup.ids().next("ses-"));
        Answers.Created answer = new Answers.Created(id.value(), Status.IN_PROGRESS.wireName());
        SessionCommand begin =
                new SessionCommand.Begin(
                        owner,
                        scenario,
                        orchestrator,
                        alertText,
                        setup.ids().next("run-"),
                        setup.ids().next("thread-"));
        return begun(id, Submission.by(owner, begin, receiptOf(receipt, c -> answer)), c -> answer);
    }

    @Override
    public Result<Answers.Asked> message(
            String owner, SessionId session, String text, @Nullable IdempotencyKey key) {
        return once.run(
                owner, key, Answers.Asked.class, receipt -> message(owner, session, text, receipt));
    }

    private Result<Answers.Asked> message(
            String owner,
            SessionId session,
            String text,
            @Nullable Function<Answers.Asked, Receipt> receipt) {
        Optional<SessionState> state = visible(owner, session);
        if (state.isEmpty()) {
            return notFound();
        }
        Optional<Result.Rejected<Answers.Asked>> unfit = unfit(state.get().orchestrator());
        if (unfit.isPresent()) {
            return unfit.get();
        }
        SessionCommand ask =
                new SessionCommand.Ask(text, setup.ids().next("run-"), setup.ids().next("thread-"));
        Function<Committed, Answers.Asked> answer =
                c -> new Answers.Asked("processing", c.state().turn(), c.seqBefore());
        return begun(session, Submission.by(owner, ask, receiptOf(receipt, answer)), answer);
    }

    /** Begins a turn, within the limit of turns that run at once. */
    private <T> Result<T> begun(
            SessionId session, Submission submission, Function<Committed, T> answer) {
        TurnSlots.Taken slot = slots.take(session);
        if (slot == TurnSlots.Taken.FULL) {
            return Result.rejected(
                    ErrorCode.TOO_MANY_TURNS,
                    setup.limits().runningTurns()
                            + " turns are running, which is the limit. Try again shortly.");
        }
        boolean begun = false;
        try {
            Result<T> result = answered(writers.post(session, submission), answer);
            begun = result instanceof Result.Ok<T>;
            return result;
        } finally {
            if (!begun && slot == TurnSlots.Taken.NEW && !runs(session)) {
                slots.give(session);
            }
        }
    }

    private boolean runs(SessionId session) {
        return writers.state(session).filter(s -> s.status().running()).isPresent();
    }

    private <T> Optional<Result.Rejected<T>> unfit(String orchestrator) {
        if (orchestrator.equals(SessionState.EXTERNAL)) {
            return Optional.empty();
        }
        Orchestrator known = setup.orchestrators().get(orchestrator);
        if (known == null) {
            String names =
                    String.join(", ", setup.orchestrators().keySet().stream().sorted().toList());
            return Optional.of(
                    Result.rejected(
                            ErrorCode.UNKNOWN_ORCHESTRATOR,
                            "There is no orchestrator \""
                                    + orchestrator
                                    + "\"; there are: "
                                    + names
                                    + ", "
                                    + SessionState.EXTERNAL
                                    + "."));
        }
        return known.readiness() instanceof Readiness.NotReady not
                ? Optional.of(
                        Result.rejected(
                                ErrorCode.ORCHESTRATOR_UNAVAILABLE,
                                "The orchestrator \""
                                        + orchestrator
                                        + "\" is not ready: "
                                        + String.join(" ", not.missing())))
                : Optional.empty();
    }

    @Override
    public Result<Answers.Cancelling> cancel(
            String owner, SessionId session, @Nullable IdempotencyKey key) {
        return once.run(
                owner,
                key,
                Answers.Cancelling.class,
                receipt -> {
                    if (visible(owner, session).isEmpty()) {
                        return notFound();
                    }
                    Submission cancel =
                            Submission.by(
                                    owner,
                                    new SessionCommand.Cancel(),
                                    receiptOf(receipt, SessionManager::cancelling));
                    return answered(writers.post(session, cancel), SessionManager::cancelling);
                });
    }

    private static Answers.Cancelling cancelling(Committed committed) {
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
                receipt -> {
                    if (visible(owner, session).isEmpty() || !store.save(session)) {
                        return notFound();
                    }
                    Answers.Saved answer = new Answers.Saved(session.value());
                    if (receipt != null) {
                        store.remember(receipt.apply(answer));
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
                receipt -> {
                    if (visible(owner, session).isEmpty()) {
                        return notFound();
                    }
                    Submission post =
                            Submission.by(
                                    owner,
                                    new SessionCommand.Post(events, expectedSeq),
                                    receiptOf(receipt, SessionManager::posted));
                    return answered(writers.post(session, post), SessionManager::posted);
                });
    }

    private static Answers.Posted posted(Committed committed) {
        SessionState state = committed.state();
        return new Answers.Posted(
                state.seq(), state.cancelling() || state.status() == Status.CANCELLED);
    }

    @Override
    public Answers.Deleted delete(String owner, SessionId session) {
        if (visible(owner, session).isPresent()) {
            remove(session);
        }
        return new Answers.Deleted(session.value());
    }

    /** Durable first; then whoever still writes or reads learns of it. */
    private void remove(SessionId session) {
        store.delete(session);
        turns.abandon(session);
        writers.stop(session);
        feeds.find(session).ifPresent(Feed::delete);
    }

    @Override
    public Answers.Listed list(String owner, SessionFilter filter) {
        SessionPage page =
                store.list(
                        new SessionQuery(
                                owner,
                                filter.scenario(),
                                filter.status() == null ? null : filter.status().wireName(),
                                filter.text() == null
                                        ? null
                                        : filter.text().toLowerCase(Locale.ROOT),
                                filter.after(),
                                filter.limit()));
        return new Answers.Listed(
                page.sessions().stream().map(Summaries::of).toList(), page.next());
    }

    @Override
    public Result<SessionSnapshot> open(String owner, SessionId session) {
        Optional<SessionHead> head = store.head(session);
        Optional<SessionState> state = visible(owner, session);
        if (head.isEmpty() || state.isEmpty()) {
            return notFound();
        }
        SessionState now = state.get();
        long visible = now.status().running() ? now.settled() : now.seq();
        return Result.ok(new SessionSnapshot(now, visible, head.get().saved(), store));
    }

    @Override
    public Result<Subscription> subscribe(
            String owner, SessionId session, long since, boolean follow) {
        Feed feed = feeds.acquire(session);
        boolean handedOver = false;
        try {
            Optional<SessionState> state = visible(owner, session);
            if (state.isEmpty()) {
                return notFound();
            }
            long tail = state.get().seq();
            if (since > tail) {
                return Result.rejected(
                        ErrorCode.POSITION_GONE,
                        "Position "
                                + since
                                + " lies beyond the log, which ends at "
                                + tail
                                + ". Read the session again and stream from there.");
            }
            feed.reached(tail);
            handedOver = true;
            return Result.ok(
                    new Subscription(feeds, feed, store, since, until(state.get(), follow)));
        } finally {
            if (!handedOver) {
                feeds.release(feed);
            }
        }
    }

    private static Subscription.Until until(SessionState state, boolean follow) {
        if (follow) {
            return new Subscription.Until.Deleted();
        }
        return state.status().running()
                ? new Subscription.Until.TurnEndAfter(state.seq())
                : new Subscription.Until.Tail(state.seq(), state.status());
    }

    @Override
    public Result<String> toolResult(String owner, SessionId session, String callId) {
        if (visible(owner, session).isEmpty()) {
            return notFound();
        }
        Optional<String> result = store.attachment(session, callId);
        return result.isPresent()
                ? Result.ok(result.get())
                : Result.rejected(
                        ErrorCode.NOT_FOUND,
                        "There is no finished tool call \"" + callId + "\" with a result.");
    }

    /** The session as it is durable now, if it is there and the owner's. */
    private Optional<SessionState> visible(String owner, SessionId session) {
        Optional<SessionState> state = writers.state(session).filter(s -> s.seq() > 0);
        if (state.isEmpty()) {
            state = Optional.of(StoredState.load(store, session)).filter(s -> s.seq() > 0);
        }
        return state.filter(s -> s.owner().equals(owner));
    }

    private static <T> Result.Rejected<T> notFound() {
        return Result.rejected(ErrorCode.NOT_FOUND, "There is no such session.");
    }

    private static <T> @Nullable Function<Committed, Receipt> receiptOf(
            @Nullable Function<T, Receipt> receipt, Function<Committed, T> answer) {
        return receipt == null ? null : answer.andThen(receipt);
    }

    private static <T> Result<T> answered(Result<Committed> result, Function<Committed, T> answer) {
        return switch (result) {
            case Result.Ok<Committed> ok -> Result.ok(answer.apply(ok.value()));
            case Result.Rejected<Committed> no -> no.as();
        };
    }

    /**
     * Streams are told to come back, runs stop without ending their turns, writers finish what they
     * have begun.
     */
    @Override
    public void close() {
        ticking.forEach(Timers.Timer::cancel);
        feeds.closeAll();
        turns.close();
        writers.close();
    }
}
