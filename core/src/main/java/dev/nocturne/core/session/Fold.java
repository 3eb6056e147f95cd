package dev.nocturne.core.session;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.Text;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.session.SessionState.OpenAnswer;
import dev.nocturne.core.session.SessionState.OpenCall;
import dev.nocturne.core.status.Status;
import dev.nocturne.core.status.StatusTable;
import dev.nocturne.core.status.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes a session's state from its events. The same fold is used for loading, for live changes,
 * in tests and by clients. It never fails on an event: one that does not fit the state (an end
 * without a start, the end of a turn when none runs) changes only the position.
 */
public final class Fold {
    private static final int TITLE_CHARS = 120;

    /**
     * The last part of the names of events that announce work. A resumed run may write such events
     * again, so they are not progress.
     */
    private static final List<String> ANNOUNCEMENTS = List.of(".request", ".start", ".begun");

    private Fold() {}

    /** Folds a stored event. */
    public static SessionState apply(SessionState state, Event event) {
        return apply(state, event, EventCodec.decode(event.name(), event.data()));
    }

    /** Folds an event whose payload is decoded already. */
    public static SessionState apply(SessionState state, Event event, Payload payload) {
        if (event.seq() != state.seq() + 1) {
            throw new IllegalStateException(
                    "event "
                            + event.seq()
                            + " of "
                            + state.id()
                            + " does not follow "
                            + state.seq());
        }
        Draft next = new Draft(state);
        next.seq = event.seq();
        next.turn = event.turn();
        next.read(payload, event.timestamp());
        next.latest = state.latest().apply(event, payload);
        if (next.openCalls.isEmpty() && next.answer == null) {
            next.settled = event.seq();
        }
        return next.state();
    }

    /** The same state with other positions of its latest events. */
    static SessionState withLatest(SessionState state, Latest latest) {
        Draft changed = new Draft(state);
        changed.latest = latest;
        return changed.state();
    }

    /** The fields of the state while one event is applied. */
    private static final class Draft {
        private final SessionId id;
        private long seq;
        private int turn;
        private long turnStart;
        private long settled;
        private Status status;
        private String owner;
        private String environment;
        private String orchestrator;
        private String alertHead;
        private Instant createdAt;
        private Instant updatedAt;
        private Instant turnStartedAt;
        private int stepCount;
        private int turnSteps;
        private @Nullable String runId;
        private @Nullable String threadId;
        private boolean cancelling;
        private int resumes;
        private Map<String, OpenCall> openCalls;
        private Stops stops;
        private List<OpenApproval> approvals;
        private @Nullable Instant waitingSince;
        private Duration waited;
        private @Nullable OpenAnswer answer;
        private @Nullable String verdict;
        private @Nullable String rootCause;
        private Latest latest;

        Draft(SessionState s) {
            id = s.id();
            seq = s.seq();
            turn = s.turn();
            turnStart = s.turnStart();
            settled = s.settled();
            status = s.status();
            owner = s.owner();
            environment = s.environment();
            orchestrator = s.orchestrator();
            alertHead = s.alertHead();
            createdAt = s.createdAt();
            updatedAt = s.updatedAt();
            turnStartedAt = s.turnStartedAt();
            stepCount = s.stepCount();
            turnSteps = s.turnSteps();
            runId = s.runId();
            threadId = s.threadId();
            cancelling = s.cancelling();
            resumes = s.resumes();
            openCalls = s.openCalls();
            stops = s.stops();
            approvals = s.approvals();
            waitingSince = s.waitingSince();
            waited = s.waited();
            answer = s.answer();
            verdict = s.verdict();
            rootCause = s.rootCause();
            latest = s.latest();
        }

        void read(Payload payload, Instant at) {
            Trigger.of(payload).ifPresent(trigger -> move(trigger, at));
            switch (payload) {
                case Payload.UserMessage m -> beginTurn(m, at);
                case Payload.RunStart r -> startRun(r);
                case Payload.SessionCreated s -> threadId = s.threadId();
                case Payload.ToolCallStart c -> openCall(c, at);
                case Payload.ToolCallComplete c -> closeCall(c, at);
                case Payload.ToolCallProgress p -> {
                    if (!p.status().equals(Payload.ToolCallProgress.RUNNING)) {
                        stops = stops.progress();
                    }
                }
                case Payload.ApprovalRequested a -> openApproval(a, at);
                case Payload.ApprovalResolved a -> closeApproval(a, at);
                case Payload.MessageStart m -> {
                    answer = new OpenAnswer(m.id(), GrowingText.EMPTY);
                    stops = stops.startAnswer();
                }
                case Payload.MessageDelta m -> {
                    if (answer != null && answer.id().equals(m.id())) {
                        answer = new OpenAnswer(m.id(), answer.text().plus(m.text()));
                        stops = stops.answer(m.text().length());
                    }
                }
                case Payload.MessageComplete m -> answer = null;
                case Payload.StatusNote n -> applyNote(n);
                case Payload.Custom c -> conclude(c);
                case Payload.RunComplete c -> {}
                case Payload.RunError e -> {}
            }
        }

        private void move(Trigger trigger, Instant at) {
            StatusTable.next(status, trigger)
                    .ifPresent(to -> {
                        status = to;
                        updatedAt = at;
                        if (trigger.endsTurn()) {
                            cancelling = false;
                            openCalls = Map.of();
                            approvals = List.of();
                            waitingSince = null;
                            answer = null;
                        }
                    });
        }

        private void beginTurn(Payload.UserMessage m, Instant at) {
            if (seq == 1) {
                createdAt = at;
                alertHead = Text.cut(m.text(), SessionState.HEAD_CHARS);
            }
            turnStart = seq;
            turnStartedAt = at;
            turnSteps = 0;
            resumes = 0;
            stops = Stops.NONE;
            waited = Duration.ZERO;
        }

        private void startRun(Payload.RunStart r) {
            runId = r.runId();
            environment = r.environment() == null ? environment : r.environment();
            orchestrator = r.orchestrator() == null ? orchestrator : r.orchestrator();
            owner = r.owner() == null ? owner : r.owner();
        }

        private void openCall(Payload.ToolCallStart c, Instant at) {
            Map<String, OpenCall> more = new HashMap<>(openCalls);
            boolean sideEffect = Boolean.TRUE.equals(c.sideEffect());
            // An external agent may leave out the time.
            Instant since = c.timestamp() == null ? at : c.timestamp();
            more.put(c.id(), new OpenCall(c.step(), c.agent(), c.query(), since, sideEffect));
            openCalls = Map.copyOf(more);
            turnSteps = Math.max(turnSteps + 1, c.step());
        }

        private void closeCall(Payload.ToolCallComplete c, Instant at) {
            stepCount++;
            updatedAt = at;
            stops = stops.progress();
            if (openCalls.containsKey(c.id())) {
                Map<String, OpenCall> fewer = new HashMap<>(openCalls);
                fewer.remove(c.id());
                openCalls = Map.copyOf(fewer);
            }
        }

        private void applyNote(Payload.StatusNote n) {
            if (SessionNotes.CANCELLING.equals(n.status())) {
                cancelling = status.isRunning();
            } else if (SessionNotes.RESUMED.equals(n.status())) {
                resumes++;
                stops = stops.count(StopCause.of(n.stop()), state().onlyWaits());
            }
        }

        private void openApproval(Payload.ApprovalRequested a, Instant at) {
            if (!openCalls.containsKey(a.call())
                    || approvals.size() >= Approval.MOST_OPEN
                    || approvals.stream().anyMatch(open -> open.id().equals(a.id()))) {
                return;
            }
            List<OpenApproval> more = new ArrayList<>(approvals);
            more.add(
                    new OpenApproval(
                            a.id(),
                            a.call(),
                            a.tool(),
                            a.arguments().toString(),
                            at,
                            a.expiresAt()));
            waitingSince = approvals.isEmpty() ? at : waitingSince;
            approvals = List.copyOf(more);
        }

        private void closeApproval(Payload.ApprovalResolved a, Instant at) {
            stops = stops.progress();
            List<OpenApproval> fewer =
                    approvals.stream().filter(open -> !open.id().equals(a.id())).toList();
            if (fewer.isEmpty() && waitingSince != null) {
                waited = state().waited(at);
                waitingSince = null;
            }
            approvals = fewer;
        }

        private void conclude(Payload.Custom c) {
            if (ANNOUNCEMENTS.stream().noneMatch(c.event()::endsWith)) {
                stops = stops.progress();
            }
            if (c.event().equals("diagnosis")) {
                String said = c.data().path("verdict").asString("");
                String cause = c.data().path("root_causes").path(0).path("entity").asString("");
                verdict = said.isEmpty() ? null : Text.cut(said, TITLE_CHARS);
                rootCause = cause.isEmpty() ? null : Text.cut(cause, TITLE_CHARS);
            }
        }

        SessionState state() {
            return new SessionState(
                    id,
                    seq,
                    turn,
                    turnStart,
                    settled,
                    status,
                    owner,
                    environment,
                    orchestrator,
                    alertHead,
                    createdAt,
                    updatedAt,
                    turnStartedAt,
                    stepCount,
                    turnSteps,
                    runId,
                    threadId,
                    cancelling,
                    resumes,
                    stops,
                    openCalls,
                    approvals,
                    waitingSince,
                    waited,
                    answer,
                    verdict,
                    rootCause,
                    latest);
        }
    }
}
