package dev.nocturne.testkit.session;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole session log against the contract's rules of order: seqs have no holes; a turn
 * begins with {@code user_message}, {@code run.start}, {@code session.created}; a tool call has one
 * start and then at most one end; a step belongs to an open call, begins once and ends at most
 * once; an approval belongs to an open call and is resolved once; deltas concatenate to the
 * complete text; a turn has exactly one last event, after which nothing is open.
 */
public final class LogRules {
    private final List<String> breaches = new ArrayList<>();
    private final Map<String, Integer> openCalls = new HashMap<>();
    private final Set<String> endedCalls = new HashSet<>();
    private final Set<String> steps = new HashSet<>();
    private final Set<String> openSteps = new HashSet<>();
    private final Set<String> approvals = new HashSet<>();
    private final Set<String> openApprovals = new HashSet<>();
    private final StringBuilder answer = new StringBuilder();
    private @Nullable String answerId;
    private boolean running;
    private int inTurn;
    private int turn = -1;
    private int lastStep;
    private long seq;

    private LogRules() {}

    /**
     * The breaches of the rules, a sentence each; empty for a well-formed log. A running turn may
     * leave calls, steps and an answer open.
     */
    public static List<String> breaches(List<Event> log) {
        LogRules rules = new LogRules();
        log.forEach(rules::add);
        return rules.breaches;
    }

    private void add(Event event) {
        expect(event.seq() == seq + 1, event, "does not follow " + seq);
        seq = event.seq();
        Payload payload = EventCodec.decode(event.name(), event.data());
        if (payload instanceof Payload.UserMessage) {
            expect(!running, event, "begins a turn while one runs");
            running = true;
            inTurn = 0;
            lastStep = 0;
            turn++;
        }
        expect(running, event, "is outside of a turn");
        expect(event.turn() == turn, event, "is of turn " + event.turn() + " in turn " + turn);
        checkOpening(event, payload);
        inTurn++;
        checkContent(event, payload);
    }

    private void checkOpening(Event event, Payload payload) {
        boolean right =
                switch (inTurn) {
                    case 0 -> payload instanceof Payload.UserMessage;
                    case 1 -> payload instanceof Payload.RunStart;
                    case 2 -> payload instanceof Payload.SessionCreated;
                    default ->
                            !(payload instanceof Payload.UserMessage)
                                    && !(payload instanceof Payload.RunStart);
                };
        expect(right, event, "is event " + inTurn + " of its turn");
    }

    private void checkContent(Event event, Payload payload) {
        switch (payload) {
            case Payload.ToolCallStart start -> {
                expect(
                        start.step() == lastStep + 1,
                        event,
                        "is step " + start.step() + " after " + lastStep);
                lastStep = start.step();
                boolean fresh =
                        !endedCalls.contains(start.id())
                                && openCalls.put(start.id(), start.step()) == null;
                expect(fresh, event, "begins call " + start.id() + " again");
            }
            case Payload.ToolCallComplete end -> {
                Integer step = openCalls.remove(end.id());
                expect(step != null, event, "ends call " + end.id() + ", which is not open");
                expect(
                        step == null || step == end.step(),
                        event,
                        "has another step than its start");
                endedCalls.add(end.id());
            }
            case Payload.ToolCallProgress step -> checkStep(event, step);
            case Payload.ApprovalRequested asked -> {
                expect(
                        openCalls.containsKey(asked.call()),
                        event,
                        "asks for call " + asked.call() + ", which is not open");
                boolean fresh = approvals.add(asked.id());
                expect(fresh, event, "asks for approval " + asked.id() + " again");
                if (fresh && openCalls.containsKey(asked.call())) {
                    openApprovals.add(asked.id());
                }
            }
            case Payload.ApprovalResolved resolved ->
                    expect(
                            openApprovals.remove(resolved.id()),
                            event,
                            "resolves approval " + resolved.id() + ", which is not open");
            case Payload.MessageStart start -> {
                expect(answerId == null, event, "begins an answer in an answer");
                answerId = start.id();
                answer.setLength(0);
            }
            case Payload.MessageDelta delta -> {
                expect(delta.id().equals(answerId), event, "is a delta of no open answer");
                answer.append(delta.text());
            }
            case Payload.MessageComplete end -> {
                expect(end.id().equals(answerId), event, "ends no open answer");
                expect(answer.toString().equals(end.text()), event, "differs from its deltas");
                answerId = null;
            }
            case Payload.RunComplete end -> checkEnd(event);
            case Payload.RunError end -> checkEnd(event);
            case Payload.UserMessage p -> {}
            case Payload.RunStart p -> {}
            case Payload.SessionCreated p -> {}
            case Payload.StatusNote p -> {}
            case Payload.Custom p -> {}
        }
    }

    /** A step belongs to an open call, begins once, and ends at most once. */
    private void checkStep(Event event, Payload.ToolCallProgress step) {
        String of = "step " + step.index() + " of call " + step.id();
        if (!openCalls.containsKey(step.id())) {
            expect(false, event, "is a step of call " + step.id() + ", which is not open");
        } else if (step.status().equals(Payload.ToolCallProgress.RUNNING)) {
            expect(steps.add(of), event, "begins " + of + " again");
            openSteps.add(of);
        } else {
            expect(openSteps.remove(of), event, "ends " + of + ", which is not open");
        }
    }

    private void checkEnd(Event event) {
        expect(
                openApprovals.isEmpty(),
                event,
                "ends the turn with open approvals " + openApprovals);
        expect(openCalls.isEmpty(), event, "ends the turn with open calls " + openCalls.keySet());
        expect(answerId == null, event, "ends the turn with an open answer");
        running = false;
        openCalls.clear();
        openApprovals.clear();
        answerId = null;
    }

    private void expect(boolean right, Event event, String otherwise) {
        if (!right) {
            breaches.add(event.seq() + " " + event.name() + " " + otherwise);
        }
    }
}
