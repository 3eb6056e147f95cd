package dev.nocturne.core.session;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A run of ours as its session sees it: events in a lawful order, told one submission at a time.
 */
final class SimulatedRun {
    private final String runId;
    private final int attempt;
    private final Random random;
    private final List<String> open = new ArrayList<>();
    private final StringBuilder answer = new StringBuilder();
    private String answerId = "";
    private int made;

    /** Takes up what the state says is open. */
    SimulatedRun(SessionState state, Random random) {
        this.runId = String.valueOf(state.runId());
        this.attempt = state.resumes();
        this.random = random;
        open.addAll(state.openCalls().keySet().stream().sorted().toList());
        if (state.answer() != null) {
            answerId = state.answer().id();
            answer.append(state.answer().text());
        }
    }

    boolean of(SessionState state) {
        return state.runs(runId, attempt);
    }

    SessionCommand next(Instant now) {
        int choice = random.nextInt(20);
        if (choice == 0) {
            return new SessionCommand.Finish(
                    runId,
                    attempt,
                    new SessionCommand.RunEnd.Failed("simulated", "It broke.", true));
        }
        if (choice == 1) {
            return new SessionCommand.Finish(
                    runId, attempt, new SessionCommand.RunEnd.Succeeded(RunSummary.NONE));
        }
        return new SessionCommand.Emit(runId, attempt, choice < 10 ? calls(now) : text());
    }

    private List<Payload> calls(Instant now) {
        if (!open.isEmpty() && random.nextBoolean()) {
            String id = open.remove(random.nextInt(open.size()));
            return List.of(
                    new Payload.ToolCallComplete(
                            id, 0, "A", "0.1s", "q", "r", now, null, null, null, null, null, null));
        }
        String id = "c" + Long.toHexString(random.nextLong());
        open.add(id);
        return List.of(new Payload.ToolCallStart(id, 0, "A", "q", now, null, id, null));
    }

    private List<Payload> text() {
        if (answerId.isEmpty()) {
            answerId = "m" + Long.toHexString(random.nextLong());
            return List.of(new Payload.MessageStart(answerId));
        }
        if (random.nextInt(4) == 0) {
            Payload end = new Payload.MessageComplete(answerId, answer.toString());
            answerId = "";
            answer.setLength(0);
            return List.of(end);
        }
        String piece = "t" + made++;
        answer.append(piece);
        return random.nextInt(5) == 0
                ? List.of(
                        new Payload.MessageDelta(answerId, piece),
                        new Payload.Custom("note", EventCodec.object("{\"n\":" + made + "}")))
                : List.of(new Payload.MessageDelta(answerId, piece));
    }
}
