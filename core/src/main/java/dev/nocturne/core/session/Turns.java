package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Ids;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.SteadyClock;
import dev.nocturne.core.Timers;
import dev.nocturne.core.engine.JournaledRun;
import dev.nocturne.core.engine.RunInput;
import dev.nocturne.core.engine.RunPort;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.session.SessionCommand.RunEnd;
import dev.nocturne.core.stream.Feeds;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns that run in this process, with their orchestrators and time limits. It follows what the
 * writers commit, so that a run exists exactly as long as its turn.
 */
final class Turns {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    /** The pause between attempts to store the end of a turn. */
    private static final Duration RETRY_END = Duration.ofSeconds(1);

    /** Sends a command to a session's writer and waits for the outcome. */
    interface Post {
        Result<Committed> post(SessionId session, Submission submission);
    }

    /** A running turn and its parts. */
    private record Running(
            String runId, Stoppable work, ApprovalClock approvals, @Nullable Deadline deadline) {
        void follow(SessionState state) {
            if (deadline != null) {
                deadline.follow(state);
            }
            approvals.follow(state);
        }

        void stop() {
            approvals.stop();
            if (deadline != null) {
                deadline.stop();
            }
            work.stop();
        }
    }

    private final Store store;
    private final Map<String, Orchestrator> orchestrators;
    private final SessionLimits limits;
    private final SteadyClock clock;
    private final Ids ids;
    private final Timers timers;
    private final Post post;
    private final TurnPlaces places;
    private final Feeds feeds;
    private final Map<SessionId, Running> running = new ConcurrentHashMap<>();
    private volatile boolean closing;

    Turns(
            Store store,
            Map<String, Orchestrator> orchestrators,
            SessionLimits limits,
            SteadyClock clock,
            Ids ids,
            Timers timers,
            TurnPlaces places,
            Feeds feeds,
            Post post) {
        this.store = store;
        this.orchestrators = orchestrators;
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
        this.timers = timers;
        this.places = places;
        this.feeds = feeds;
        this.post = post;
    }

    /** Follows a durable change of a session: starts, stops or updates the parts of its turn. */
    void follow(SessionState before, SessionState after) {
        boolean otherRun = !Objects.equals(before.runId(), after.runId());
        boolean takenUp = after.resumes() > before.resumes();
        if (before.status().isRunning() && (!after.status().isRunning() || otherRun)) {
            stop(after.id());
        }
        if (!after.status().isRunning()) {
            places.give(after.id());
        } else if (!before.status().isRunning() || otherRun || takenUp) {
            begin(after, takenUp);
        } else {
            if (before.onlyWaits() != after.onlyWaits()) {
                exchangePlace(after);
            }
            if (after.external()) {
                watch(after);
            } else {
                Optional.ofNullable(running.get(after.id())).ifPresent(r -> r.follow(after));
            }
        }
    }

    /**
     * Takes the place of a turn that only waits, and gives one to a turn that continues. A run in
     * this process waits for it; an external agent cannot be made to wait.
     */
    private void exchangePlace(SessionState state) {
        if (state.onlyWaits()) {
            places.rest(state.id(), state.owner());
        } else if (state.external()) {
            places.count(state.id(), state.owner());
        } else {
            places.queue(state.id());
        }
    }

    /**
     * Watches the external agent of a resumed session. The runs of other sessions have started
     * already.
     */
    void adopt(SessionState state) {
        if (state.status().isRunning() && state.external()) {
            countPlace(state);
            watch(state);
        }
    }

    /**
     * Gives a place to a turn that was accepted before, regardless of the limit, unless it only
     * waits.
     */
    private void countPlace(SessionState state) {
        places.count(state.id(), state.owner());
        if (state.onlyWaits()) {
            places.rest(state.id(), state.owner());
        }
    }

    /**
     * Waits until the turn has a place again after an approval. Its deadline is paused meanwhile.
     */
    private void awaitPlace(SessionId session) throws InterruptedException {
        Running ours = running.get(session);
        Deadline deadline = ours == null ? null : ours.deadline();
        if (deadline == null || !places.isQueued(session)) {
            places.awaitPlace(session);
            return;
        }
        deadline.pause();
        try {
            places.awaitPlace(session);
        } finally {
            deadline.proceed();
        }
    }

    /** Waits until the session's turn has ended or only waits for approvals. */
    void awaitReleased(SessionId session) throws InterruptedException {
        places.awaitReleased(session);
    }

    boolean isRunning(SessionId session) {
        return running.containsKey(session);
    }

    boolean isClosing() {
        return closing;
    }

    /** Stops the turn of a session that another process writes now. */
    void abandon(SessionId session) {
        stop(session);
        places.give(session);
    }

    /** Stops all runs without ending their turns, which are resumed at the next start. */
    void close() {
        closing = true;
        running.keySet().forEach(this::stop);
    }

    private void stop(SessionId session) {
        Running was = running.remove(session);
        if (was != null) {
            was.stop();
        }
    }

    private void begin(SessionState state, boolean takenUp) {
        stop(state.id());
        countPlace(state);
        if (state.external()) {
            watch(state);
            return;
        }
        String runId = runId(state);
        Orchestrator orchestrator = orchestrators.get(state.orchestrator());
        if (orchestrator == null) {
            running.put(state.id(), new Running(runId, () -> {}, approvals(state), null));
            finish(
                    state,
                    new RunEnd.Failed(
                            ErrorCode.ORCHESTRATOR_UNAVAILABLE.wireName(),
                            "The orchestrator \""
                                    + state.orchestrator()
                                    + "\" is not available on this server.",
                            false),
                    null);
            return;
        }
        RunInput input =
                new RunInput(
                        state.id(),
                        runId,
                        state.environment(),
                        state.turn(),
                        state.turnStart(),
                        takenUp);
        RunPort port =
                new WriterPort(state, runId, post, store, feeds, () -> closing, this::awaitPlace);
        ErrorCode late = ErrorCode.DEADLINE_EXCEEDED;
        SessionCommand expire =
                new SessionCommand.Expire(runId, late, message(late, limits.turnDeadline()));
        Deadline deadline =
                Deadline.start(
                        timers,
                        clock,
                        limits.turnDeadline(),
                        state,
                        () -> persist(state.id(), expire));
        long begun = clock.nanos();
        TurnRun run =
                TurnRun.start(
                        runId,
                        () -> JournaledRun.open(port, input, limits.run(), clock, ids),
                        orchestrator,
                        end -> finish(state, end, takenUp ? null : elapsedSince(begun)));
        running.put(state.id(), new Running(runId, run::stop, approvals(state), deadline));
    }

    /** The clock that expires the turn's approvals. */
    private ApprovalClock approvals(SessionState state) {
        ApprovalClock approvals =
                new ApprovalClock(
                        timers,
                        clock,
                        id ->
                                persist(
                                        state.id(),
                                        new SessionCommand.Resolve(
                                                id, ApprovalDecision.DENY, null, null)));
        approvals.follow(state);
        return approvals;
    }

    /**
     * Watches an external agent: its turn fails when it posts nothing for too long, and ends soon
     * after a cancel.
     */
    private void watch(SessionState state) {
        Running was = running.get(state.id());
        if (!state.cancelling()
                && was != null
                && was.work() instanceof ExternalWatch watch
                && was.runId().equals(state.runId())) {
            watch.notePost(!state.approvals().isEmpty());
            was.follow(state);
            return;
        }
        stop(state.id());
        String runId = runId(state);
        Duration patience = state.cancelling() ? limits.cancelGrace() : limits.externalSilence();
        ErrorCode code = state.cancelling() ? ErrorCode.CANCELLED : ErrorCode.EXTERNAL_SILENT;
        SessionCommand expire = new SessionCommand.Expire(runId, code, message(code, patience));
        ExternalWatch watch =
                ExternalWatch.start(timers, clock, patience, () -> persist(state.id(), expire));
        watch.notePost(!state.approvals().isEmpty() && !state.cancelling());
        running.put(state.id(), new Running(runId, watch, approvals(state), null));
    }

    private static String message(ErrorCode code, Duration limit) {
        return code == ErrorCode.EXTERNAL_SILENT
                ? "The agent posted nothing for " + limit.toSeconds() + " s, so the turn was ended."
                : "The turn took longer than " + limit.toSeconds() + " s and was ended.";
    }

    private Duration elapsedSince(long begun) {
        return Duration.ofNanos(clock.nanos() - begun);
    }

    private void finish(SessionState begun, RunEnd end, @Nullable Duration took) {
        String runId = runId(begun);
        SessionCommand command = new SessionCommand.Finish(runId, begun.resumes(), end, took);
        Thread.ofVirtual().name("finish-" + runId).start(() -> persist(begun.id(), command));
    }

    /**
     * Stores the end of a turn or of an approval; if the store fails, tries again until it
     * succeeds.
     */
    private void persist(SessionId session, SessionCommand command) {
        if (closing) {
            return;
        }
        try {
            Result<Committed> result = post.post(session, Submission.of(command));
            if (result instanceof Result.Rejected<Committed> no
                    && no.code() == ErrorCode.OVERLOADED) {
                retry(session, command);
            }
        } catch (Fault fault) {
            log.warn(
                    "could not persist {} of session {}: {}; retrying in {} s",
                    command.getClass().getSimpleName(),
                    session,
                    fault.getMessage(),
                    RETRY_END.toSeconds());
            retry(session, command);
        }
    }

    /**
     * Repeats the command, unless the turn was stopped here meanwhile: then another writer has
     * resumed it.
     */
    private void retry(SessionId session, SessionCommand command) {
        timers.after(
                RETRY_END,
                () -> {
                    if (running.containsKey(session)) {
                        persist(session, command);
                    }
                });
    }

    private static String runId(SessionState state) {
        String runId = state.runId();
        if (runId == null) {
            throw new IllegalStateException(
                    "session " + state.id() + " is in progress but has no run");
        }
        return runId;
    }
}
