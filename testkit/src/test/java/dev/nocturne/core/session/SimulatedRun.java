package dev.nocturne.core.session;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run of ours as its session sees it: events in a lawful order, told one submission at a time.
 */
final class SimulatedRun {
    private final String runId;
    private final int attempt;
    private final Random random;
    private final List<String> open = new ArrayList<>();
    private final List<Payload.ToolCallProgress> steps = new ArrayList<>();
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

    SessionCommand next(SessionState state, Instant now) {
        int choice = random.nextInt(20);
        if (choice == 0) {
            return new SessionCommand.Finish(
                    runId,
                    attempt,
                    new SessionCommand.RunEnd.Failed("simulated", "It broke.", true),
                    null);
        }
        if (choice == 1) {
            return new SessionCommand.Finish(
                    runId, attempt, new SessionCommand.RunEnd.Succeeded(RunSummary.NONE), null);
        }
        return new SessionCommand.Emit(runId, attempt, choice < 12 ? calls(state, now) : text());
    }

    private List<Payload> calls(SessionState state, Instant now) {
        List<String> working = new ArrayList<>(open);
        state.approvals().forEach(waiting -> working.remove(waiting.call()));
        if (!working.isEmpty() && random.nextInt(3) > 0) {
            String id = working.get(random.nextInt(working.size()));
            if (random.nextBoolean()) {
                return step(id, now);
            }
            open.remove(id);
            steps.removeIf(step -> step.id().equals(id));
            return List.of(
                    new Payload.ToolCallComplete(
                            id, 0, "A", "0.1s", "q", "r", now, null, null, null, null, null, null));
        }
        String id = "c" + Long.toHexString(random.nextLong());
        open.add(id);
        Payload start = new Payload.ToolCallStart(id, 0, "A", "q", now, null, id, null);
        if (random.nextInt(3) > 0) {
            return List.of(start);
        }
        Instant expires = now.plusMillis(random.nextInt(5_000));
        ObjectNode arguments = EventCodec.object("{\"n\":" + made++ + "}");
        return List.of(
                start,
                new Payload.ApprovalRequested("apr-" + id, id, "A", arguments, now, expires));
    }

    /** A step of that call begins, or one ends. */
    private List<Payload> step(String call, Instant now) {
        for (Payload.ToolCallProgress begun : steps) {
            if (begun.id().equals(call) && random.nextBoolean()) {
                steps.remove(begun);
                return List.of(progress(call, begun.index(), "done", now));
            }
        }
        // Not from 0: a run that begins afresh does not know here which indices were used.
        Payload.ToolCallProgress begins =
                progress(call, random.nextInt(Integer.MAX_VALUE), "running", now);
        steps.add(begins);
        return List.of(begins);
    }

    private static Payload.ToolCallProgress progress(
            String call, int index, String status, Instant now) {
        return new Payload.ToolCallProgress(
                call, index, "s", "q", status, now, null, null, null, null);
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
