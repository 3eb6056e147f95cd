package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.WireText;
import dev.nocturne.core.session.Decision.Accepted;
import dev.nocturne.core.session.Decision.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent elsewhere may post to its turn. Any event name and any JSON object is kept as it
 * is; only what would break the log's form is refused: events that are the server's to write,
 * events after the turn's end.
 */
final class ExternalTurn {
    /** Event names are one word of an SSE line. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]{0,63}");

    private static final List<String> OURS = List.of("user_message", "run.start", "done");

    /**
     * Calls begun and not ended; more is an agent that forgets to end them, and a state that grows
     * without bound.
     */
    private static final int MOST_OPEN_CALLS = 1_000;

    /** Characters of an answer being written; it is held in memory until it is complete. */
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
                Optional<Refused> unfit = Approving.refusal(asked, i, at, now);
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
                                    + "]: too much is begun and not completed (at most "
                                    + MOST_OPEN_CALLS
                                    + " open tool calls and "
                                    + MOST_ANSWER_CHARS
                                    + " characters of an answer).");
                }
            } else if (i < post.events().size() - 1) {
                return invalid(
                        i, "\"" + event.event() + "\" ends the turn, so it must be the last event");
            } else {
                facts.addAll(ended(at, fact, now));
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
        if (!state.status().running()) {
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

    /** The last events may come bare: what the contract wants in them the server knows. */
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

    /** A cancel that was accepted before has won the race to the end. */
    private static List<Fact> ended(SessionState at, Fact last, Instant now) {
        if (at.cancelling()) {
            return TurnEnd.cancelled(at, now);
        }
        List<Fact> facts =
                TurnEnd.closing(
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
