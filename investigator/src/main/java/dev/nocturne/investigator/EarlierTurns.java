package dev.nocturne.investigator;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.run.RunContext;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the session holds from before this turn.
 *
 * @param alert the text that was investigated last
 * @param calls how many tool calls were made, so that evidence is numbered on
 * @param evidence ids of the first diagnosis, for reference; empty when there was none
 */
record EarlierTurns(String alert, int calls, List<String> evidence, boolean dispatched) {
    private static final int PAGE = 500;

    /** A session this long has more than enough to refer to. */
    private static final int MAX_EVENTS = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static EarlierTurns of(RunContext run) {
        int calls = 0;
        boolean dispatched = false;
        List<String> evidence = List.of();
        long after = 0;
        for (List<Event> page = run.history(after, PAGE);
                !page.isEmpty() && after < MAX_EVENTS;
                page = run.history(after, PAGE)) {
            for (Event event : page) {
                after = event.seq();
                if (event.turn() >= run.turn()) {
                    return new EarlierTurns(run.alert(), calls, evidence, dispatched);
                }
                if (event.name().equals("tool_call.start")) {
                    calls++;
                    dispatched |= event.data().contains("\"" + Specialists.DISPATCH + "\"");
                } else if (event.name().equals("diagnosis")) {
                    evidence = ids(event.data());
                }
            }
        }
        return new EarlierTurns(run.alert(), calls, evidence, dispatched);
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
