package dev.nocturne.investigator;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.investigator.gather.PartJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the session holds from before this turn.
 *
 * @param calls how many tool calls were made, so that evidence is numbered on
 * @param evidence ids of the first diagnosis, for reference; empty when there was none
 * @param dispatched whether a dispatch order was drafted
 * @param gathered what the first diagnosis rests on; empty in a session of an older version
 * @param questions what was asked after it, oldest first
 */
record EarlierTurns(
        int calls,
        List<String> evidence,
        boolean dispatched,
        Snapshot gathered,
        List<String> questions) {
    private static final int PAGE = 500;

    /** A session this long has more than enough to refer to. */
    private static final int MAX_EVENTS = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static EarlierTurns of(RunContext run) {
        int calls = 0;
        boolean dispatched = false;
        List<String> evidence = List.of();
        List<Part<?>> parts = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        long after = 0;
        List<Event> page = run.history(after, PAGE);
        while (!page.isEmpty() && after < MAX_EVENTS) {
            for (Event event : page) {
                after = event.seq();
                if (event.turn() >= run.turn()) {
                    return new EarlierTurns(
                            calls, evidence, dispatched, new Snapshot(parts), questions);
                }
                if (event.name().equals("tool_call.start")) {
                    calls++;
                    JsonNode start = JSON.readTree(event.data());
                    dispatched |= start.path("agent").asString("").equals(Specialists.DISPATCH);
                    if (evidence.isEmpty()) {
                        part("E" + calls, start.path("id").asString(""), run).ifPresent(parts::add);
                    }
                } else if (event.name().equals("user_message") && event.turn() > 0) {
                    questions.add(JSON.readTree(event.data()).path("text").asString(""));
                } else if (event.name().equals("diagnosis")) {
                    evidence = ids(event.data());
                }
            }
            page = run.history(after, PAGE);
        }
        return new EarlierTurns(calls, evidence, dispatched, new Snapshot(parts), questions);
    }

    private static Optional<Part<?>> part(String evidence, String callId, RunContext run) {
        return run.result(callId)
                .map(ToolResult::data)
                .filter(data -> data.has("question"))
                .map(data -> PartJson.read(evidence, data));
    }

    private static List<String> ids(String diagnosis) {
        try {
            return JSON.readTree(diagnosis)
                    .path("evidence")
                    .valueStream()
                    .map(e -> e.path("id").asString(""))
                    .filter(id -> !id.isEmpty())
                    .toList();
        } catch (JacksonException notJson) {
            return List.of();
        }
    }

    /** A pointer to the evidence of the diagnosis. */
    String reference() {
        return evidence.isEmpty()
                ? ""
                : "See also the evidence of the diagnosis, "
                        + evidence.getFirst()
                        + " to "
                        + evidence.getLast()
                        + ".";
    }
}
