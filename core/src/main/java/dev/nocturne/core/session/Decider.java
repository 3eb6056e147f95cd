package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.session.Decision.Accepted;
import dev.nocturne.core.session.Decision.Refused;
import dev.nocturne.core.session.SessionState.OpenCall;
import dev.nocturne.core.status.StatusTable;
import dev.nocturne.core.status.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what a command does to a session, from its state and the time. Pure: it reads and writes
 * nothing else.
 */
final class Decider {
    /**
     * How often a turn is resumed after the process ran out of memory while it ran. By the second
     * time it ran alone among those turns that ran the first time, so it is most likely the cause.
     */
    private static final int MOST_OUT_OF_MEMORY = 1;

    private Decider() {}

    static Decision decide(SessionState state, SessionCommand command, Instant now) {
        return switch (command) {
            case SessionCommand.Begin begin -> begin(state, begin, now);
            case SessionCommand.Ask ask -> ask(state, ask, now);
            case SessionCommand.Cancel cancel -> cancel(state, now);
            case SessionCommand.Emit emit -> emit(state, emit);
            case SessionCommand.Post post -> ExternalTurn.post(state, post, now);
            case SessionCommand.Finish finish -> finish(state, finish, now);
            case SessionCommand.Expire expire -> expire(state, expire, now);
            case SessionCommand.Resolve resolve -> ApprovalRules.resolve(state, resolve, now);
            case SessionCommand.Resume resume -> resume(state, resume, now);
        };
    }

    private static Decision begin(SessionState state, SessionCommand.Begin begin, Instant now) {
        if (state.seq() > 0) {
            throw new IllegalStateException(
                    "session " + state.id() + " already exists and has seq " + state.seq());
        }
        return new Accepted(
                List.of(
                        Fact.of(new Payload.UserMessage(begin.alert())),
                        Fact.of(
                                new Payload.RunStart(
                                        begin.runId(),
                                        begin.alert(),
                                        now,
                                        begin.environment(),
                                        begin.orchestrator(),
                                        begin.owner())),
                        Fact.of(new Payload.SessionCreated(state.id().value(), begin.threadId()))));
    }

    private static Decision ask(SessionState state, SessionCommand.Ask ask, Instant now) {
        if (state.seq() == 0) {
            return new Refused(ErrorCode.NOT_FOUND, "There is no such session.");
        }
        if (StatusTable.next(state.status(), Trigger.TURN_BEGINS).isEmpty()) {
            return new Refused(
                    ErrorCode.TURN_RUNNING,
                    "A turn is running. Wait for its end, or cancel it, and ask again.");
        }
        String thread = state.threadId() == null ? ask.threadId() : state.threadId();
        return new Accepted(
                List.of(
                        Fact.of(new Payload.UserMessage(ask.text())),
                        Fact.of(
                                new Payload.RunStart(
                                        ask.runId(),
                                        ask.text(),
                                        now,
                                        state.environment(),
                                        state.orchestrator(),
                                        state.owner())),
                        Fact.of(new Payload.SessionCreated(state.id().value(), thread))));
    }

    /**
     * Cancels the running turn. A turn that runs here ends at once; an external agent gets a grace
     * period to end it.
     */
    private static Decision cancel(SessionState state, Instant now) {
        if (!state.status().isRunning() || state.cancelling()) {
            return new Accepted(List.of());
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(
                Fact.of(
                        new Payload.StatusNote(
                                "Cancelling the investigation.", SessionNotes.CANCELLING)));
        if (!state.external()) {
            facts.addAll(TurnEnd.cancel(state, now));
        }
        return new Accepted(facts);
    }

    private static Decision emit(SessionState state, SessionCommand.Emit emit) {
        if (!state.runs(emit.runId(), emit.attempt())) {
            return new Refused(
                    ErrorCode.NO_TURN_RUNNING, "The turn of run " + emit.runId() + " is over.");
        }
        List<Fact> facts = new ArrayList<>();
        int steps = state.turnSteps();
        int approvals = state.approvals().size();
        for (Payload payload : emit.events()) {
            if (payload instanceof Payload.ToolCallStart start) {
                facts.add(Fact.of(start.withStep(++steps)));
            } else if (payload instanceof Payload.ToolCallComplete complete) {
                OpenCall open = state.openCalls().get(complete.id());
                if (open == null) {
                    throw new IllegalStateException(
                            "tool call " + complete.id() + " cannot end: it is not open");
                }
                facts.add(Fact.of(complete.withStep(open.step())));
            } else if (payload instanceof Payload.ToolCallProgress step
                    && !state.openCalls().containsKey(step.id())) {
                // The call ended at its time limit, and its work has not noticed yet.
                return new Refused(
                        ErrorCode.NO_TURN_RUNNING, "Tool call " + step.id() + " is over.");
            } else if (payload instanceof Payload.ApprovalRequested
                    && ++approvals > Approval.MOST_OPEN) {
                return new Refused(
                        ErrorCode.APPROVAL_LIMIT,
                        Approval.MOST_OPEN + " approvals are open already.");
            } else {
                facts.add(Fact.of(payload));
            }
        }
        return new Accepted(facts);
    }

    private static Decision finish(SessionState state, SessionCommand.Finish finish, Instant now) {
        if (!state.runs(finish.runId(), finish.attempt())) {
            return new Refused(
                    ErrorCode.NO_TURN_RUNNING, "The turn of run " + finish.runId() + " is over.");
        }
        return new Accepted(
                switch (finish.end()) {
                    case SessionCommand.RunEnd.Succeeded s ->
                            TurnEnd.succeed(state, s.summary().tokens(), finish.took(), now);
                    case SessionCommand.RunEnd.Failed f ->
                            TurnEnd.fail(state, f.code(), f.message(), f.recoverable(), now);
                });
    }

    private static Decision expire(SessionState state, SessionCommand.Expire expire, Instant now) {
        if (!state.runs(expire.runId())) {
            return new Refused(
                    ErrorCode.NO_TURN_RUNNING, "The turn of run " + expire.runId() + " is over.");
        }
        if (!state.approvals().isEmpty() && expire.code() != ErrorCode.CANCELLED) {
            // A turn that waits for an approval is neither late nor silent.
            return new Accepted(List.of());
        }
        return new Accepted(
                state.cancelling()
                        ? TurnEnd.cancel(state, now)
                        : TurnEnd.fail(
                                state,
                                expire.code().wireName(),
                                expire.message(),
                                expire.code().retryable(),
                                now));
    }

    private static Decision resume(SessionState state, SessionCommand.Resume resume, Instant now) {
        if (!state.runs(resume.runId())) {
            return new Accepted(List.of());
        }
        if (state.cancelling()) {
            return new Accepted(TurnEnd.cancel(state, now));
        }
        if (state.external()) {
            return new Accepted(List.of());
        }
        Stops stops = state.stops().count(resume.cause(), state.onlyWaits());
        if (stops.outOfMemory() > MOST_OUT_OF_MEMORY) {
            return giveUp(
                    state,
                    ErrorCode.OUT_OF_MEMORY,
                    "The server ran out of memory "
                            + stops.outOfMemory()
                            + " times while this turn ran; the turn was given up.",
                    now);
        }
        if (stops.withoutProgress() > resume.mostStops()) {
            return giveUp(
                    state,
                    ErrorCode.CRASHED,
                    "The server crashed "
                            + stops.withoutProgress()
                            + " times while this turn ran and made no progress; the turn was given"
                            + " up.",
                    now);
        }
        String message =
                resume.cause() == StopCause.HANDOVER
                        ? "The session was reloaded; the investigation continues where it was."
                        : "The server was restarted; the investigation continues where it was.";
        return new Accepted(
                List.of(
                        Fact.of(
                                new Payload.StatusNote(
                                        message,
                                        SessionNotes.RESUMED,
                                        resume.cause().wireName()))));
    }

    private static Decision giveUp(
            SessionState state, ErrorCode code, String message, Instant now) {
        return new Accepted(TurnEnd.fail(state, code.wireName(), message, code.retryable(), now));
    }
}
