package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.WireText;
import dev.nocturne.core.session.Decision.Accepted;
import dev.nocturne.core.session.Decision.Refused;
import dev.nocturne.core.status.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides what an external agent may post to its turn. Events may have any name and any JSON object
 * as data, which are stored unchanged. Refused are only events that would make the log invalid:
 * those that only the server writes, and those after the turn's end.
 */
final class ExternalTurn {
    /** An event name is a single word in an SSE line. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]{0,63}");

    private static final List<String> OURS = List.of("user_message", "run.start", "done");

    /**
     * The most open tool calls. With more, the agent probably forgets to end them, and the state
     * would grow without limit.
     */
    private static final int MOST_OPEN_CALLS = 1_000;

    /** The most characters of an answer, which is held in memory until it is complete. */
    private static final int MOST_ANSWER_CHARS = 1_000_000;

    private ExternalTurn() {}

    static Decision post(SessionState state, SessionCommand.Post post, Instant now) {
        Optional<Refused> refusal = admit(state, post);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        List<Fact> facts = new ArrayList<>();
        SessionState at = state;
        for (int i = 0; i < post.events().size(); i++) {
            ExternalEvent event = withDefaults(post.events().get(i), at, now);
            Optional<Refused> wrong = check(event, i);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            Fact fact = Fact.asPosted(event);
            if (fact.payload() instanceof Payload.ApprovalRequested asked) {
                Optional<Refused> unfit = ApprovalRules.refusal(asked, i, at, now);
                if (unfit.isPresent()) {
                    return unfit.get();
                }
            }
            Optional<Trigger> end = Trigger.of(fact.payload());
            if (end.isEmpty()) {
                facts.add(fact);
                at = Fold.apply(at, stamp(fact, at, now), fact.payload());
                if (at.openCalls().size() > MOST_OPEN_CALLS
                        || answerLength(at) > MOST_ANSWER_CHARS) {
                    return new Refused(
                            ErrorCode.PAYLOAD_TOO_LARGE,
                            "events["
                                    + i
                                    + "]: more is open than allowed (at most "
                                    + MOST_OPEN_CALLS
                                    + " open tool calls and "
                                    + MOST_ANSWER_CHARS
                                    + " characters of an answer).");
                }
            } else if (i < post.events().size() - 1) {
                return invalid(
                        i, "\"" + event.event() + "\" ends the turn, so it must be the last event");
            } else {
                facts.addAll(end(at, fact, now));
            }
        }
        return new Accepted(facts);
    }

    private static Optional<Refused> admit(SessionState state, SessionCommand.Post post) {
        if (state.seq() == 0) {
            return Optional.of(new Refused(ErrorCode.NOT_FOUND, "There is no such session."));
        }
        if (!state.external()) {
            return Optional.of(
                    new Refused(
                            ErrorCode.NOT_EXTERNAL,
                            "Only sessions created with orchestrator \"external\" take events; this one is run by \""
                                    + state.orchestrator()
                                    + "\"."));
        }
        if (!state.status().isRunning()) {
            return Optional.of(
                    new Refused(
                            ErrorCode.NO_TURN_RUNNING,
                            "No turn is running; the last one is "
                                    + state.status().wireName()
                                    + "."));
        }
        if (post.expectedSeq().isPresent() && post.expectedSeq().getAsLong() != state.seq()) {
            return Optional.of(
                    new Refused(
                            ErrorCode.SEQ_CONFLICT,
                            "expected_seq is "
                                    + post.expectedSeq().getAsLong()
                                    + ", but the log's last seq is "
                                    + state.seq()
                                    + "."));
        }
        return Optional.empty();
    }

    private static Optional<Refused> check(ExternalEvent event, int i) {
        if (!NAME.matcher(event.event()).matches()) {
            return Optional.of(
                    invalid(
                            i,
                            "an event name is a letter and up to 63 letters, digits, \"_\", \".\", \":\" or \"-\""));
        }
        if (OURS.contains(event.event())) {
            return Optional.of(
                    invalid(i, "\"" + event.event() + "\" is written by the server alone"));
        }
        return Optional.empty();
    }

    private static Refused invalid(int i, String what) {
        return new Refused(ErrorCode.INVALID_REQUEST, "events[" + i + "]: " + what + ".");
    }

    /**
     * Adds the fields that the contract requires of a last event and that the agent has left out.
     */
    private static ExternalEvent withDefaults(ExternalEvent event, SessionState at, Instant now) {
        if (!event.event().equals("run.complete") && !event.event().equals("error")) {
            return event;
        }
        ObjectNode data = event.data().deepCopy();
        if (event.event().equals("run.complete")) {
            if (!data.path("steps").isInt()) {
                data.put("steps", at.turnSteps());
            }
            if (!data.path("time").isString()) {
                data.put("time", WireText.seconds(at.turnStartedAt(), now));
            }
        } else {
            if (!data.path("message").isString()) {
                data.put("message", "The agent reported a failure.");
            }
            if (!data.path("code").isString()) {
                data.remove("code");
            }
            if (!data.path("recoverable").isBoolean()) {
                data.remove("recoverable");
            }
        }
        return new ExternalEvent(event.event(), data);
    }

    /** Ends the turn; as cancelled if a cancel was accepted before. */
    private static List<Fact> end(SessionState at, Fact last, Instant now) {
        if (at.cancelling()) {
            return TurnEnd.cancel(at, now);
        }
        List<Fact> facts =
                TurnEnd.closeOpen(
                        at,
                        ErrorCode.TOOL_FAILED.wireName(),
                        "The run ended before this call.",
                        now);
        facts.add(last);
        return facts;
    }

    private static int answerLength(SessionState state) {
        return state.answer() == null ? 0 : state.answer().text().length();
    }

    private static Event stamp(Fact fact, SessionState at, Instant now) {
        return new Event(at.seq() + 1, fact.name(), at.turn(), now, fact.data());
    }
}
