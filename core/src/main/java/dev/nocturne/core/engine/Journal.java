package dev.nocturne.core.engine;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What earlier attempts at this run have written, read from the turn's events. */
final class Journal {
    /** A call of an earlier attempt; {@code end} is null if it was cut off. */
    record Recorded(Payload.ToolCallStart start, Payload.@Nullable ToolCallComplete end) {}

    /** An approval requested by an earlier attempt; {@code seq} is that of the request. */
    record Asked(String id, long seq) {}

    /** A step of an earlier attempt; {@code end} is null if it was cut off. */
    record RecordedStep(Payload.ToolCallProgress begin, Payload.@Nullable ToolCallProgress end) {}

    private record StepId(String callId, int index) {}

    private record RecordKey(String event, String key) {}

    private final Map<String, String> idsByKey = new HashMap<>();
    private final Map<String, Recorded> calls = new HashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final Map<String, StepId> stepIdsByKey = new HashMap<>();
    private final Map<StepId, RecordedStep> steps = new HashMap<>();
    private final Map<String, Integer> nextIndices = new HashMap<>();
    private final Map<RecordKey, ObjectNode> records = new HashMap<>();
    private final Set<String> emitted = new HashSet<>();
    private final List<EarlierAnswers.Earlier> answers = new ArrayList<>();
    private @Nullable String answerId;
    private final StringBuilder answerText = new StringBuilder();

    /** The number of events read at once. */
    private static final int PAGE = 512;

    static Journal read(RunPort port, long turnStart) {
        Journal journal = new Journal();
        long after = turnStart;
        List<Event> page = port.read(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(journal::add);
            after = page.getLast().seq();
            page = port.read(after, PAGE);
        }
        return journal;
    }

    private void add(Event event) {
        switch (EventCodec.decode(event.name(), event.data())) {
            case Payload.ToolCallStart start -> {
                calls.put(start.id(), new Recorded(start, null));
                if (start.key() != null) {
                    idsByKey.put(start.key(), start.id());
                }
            }
            case Payload.ToolCallComplete end ->
                    calls.computeIfPresent(end.id(), (id, call) -> new Recorded(call.start(), end));
            case Payload.MessageStart message -> {
                answerId = message.id();
                answerText.setLength(0);
            }
            case Payload.MessageDelta delta -> answerText.append(delta.text());
            case Payload.MessageComplete message -> {
                answerId = null;
                answers.add(new EarlierAnswers.Earlier(message.id(), message.text(), true));
            }
            case Payload.ToolCallProgress step -> add(step);
            case Payload.Custom custom -> add(custom);
            case Payload.UserMessage ignored -> {}
            case Payload.ApprovalRequested approval ->
                    asked.put(approval.call(), new Asked(approval.id(), event.seq()));
            case Payload.ApprovalResolved ignored -> {}
            case Payload.RunStart ignored -> {}
            case Payload.SessionCreated ignored -> {}
            case Payload.StatusNote ignored -> {}
            case Payload.RunComplete ignored -> {}
            case Payload.RunError ignored -> {}
        }
    }

    private void add(Payload.ToolCallProgress step) {
        StepId id = new StepId(step.id(), step.index());
        if (!step.status().equals(Payload.ToolCallProgress.RUNNING)) {
            steps.computeIfPresent(id, (i, s) -> new RecordedStep(s.begin(), step));
            return;
        }
        steps.put(id, new RecordedStep(step, null));
        nextIndices.merge(step.id(), step.index() + 1, Math::max);
        if (step.key() != null) {
            stepIdsByKey.put(step.key(), id);
        }
    }

    private void add(Payload.Custom custom) {
        emitted.add(custom.event());
        JsonNode key = custom.data().path("key");
        if (key.isString()) {
            records.put(new RecordKey(custom.event(), key.stringValue()), custom.data());
        }
    }

    /** The earlier call with this key. */
    Optional<Recorded> call(String key) {
        return Optional.ofNullable(idsByKey.get(key)).map(calls::get);
    }

    /** The approval that the call waits for: it was requested, and the body has not begun. */
    Optional<Asked> openApproval(String callId) {
        return record(CallEvents.BODY_BEGINS, callId).isPresent()
                ? Optional.empty()
                : Optional.ofNullable(asked.get(callId));
    }

    /** The earlier step with this key. */
    Optional<RecordedStep> step(String key) {
        return Optional.ofNullable(stepIdsByKey.get(key)).map(steps::get);
    }

    /** The number of earlier steps, finished or not. */
    int stepCount() {
        return steps.size();
    }

    /** The index after those of the call's earlier steps. */
    int nextIndex(String callId) {
        return nextIndices.getOrDefault(callId, 0);
    }

    /** The data of the event with this name and key. */
    Optional<ObjectNode> record(String event, String key) {
        return Optional.ofNullable(records.get(new RecordKey(event, key)));
    }

    boolean hasEmitted(String event) {
        return emitted.contains(event);
    }

    /** The earlier answers, in their order. */
    List<EarlierAnswers.Earlier> answers() {
        List<EarlierAnswers.Earlier> all = new ArrayList<>(answers);
        if (answerId != null) {
            all.add(new EarlierAnswers.Earlier(answerId, answerText.toString(), false));
        }
        return all;
    }
}
