package dev.nocturne.cli.evaluate;

import dev.nocturne.cli.client.TailListener;
import dev.nocturne.cli.client.WireEvent;
import dev.nocturne.core.event.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Gathers from a session's events what is judged. Used by one thread. */
final class Recorder implements TailListener {
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final Consumer<String> asked;
    private JsonNode diagnosis = NOTHING;
    private String answer = "";
    private int calls;
    private Outcome.@Nullable Tokens tokens;
    private String error = "";

    /** {@code asked}: told the id of each approval that is waited for. */
    Recorder(Consumer<String> asked) {
        this.asked = asked;
    }

    @Override
    public void event(WireEvent event) {
        switch (event.event()) {
            case "diagnosis" -> diagnosis = data(event);
            case "message.complete" -> answer = data(event).path("text").asString("");
            case "tool_call.complete" -> calls++;
            case "approval.requested" -> asked.accept(data(event).path("id").asString(""));
            case "run.complete" -> tokens = tokens(data(event).path("tokens"));
            case "error" -> error = reason(data(event));
            default -> {} // nothing that is judged
        }
    }

    @Override
    public void lost(String why) {}

    @Override
    public void regained() {}

    /** What there is when the turn ended with that status. */
    Outcome ended(String session, String status, double seconds) {
        if (!status.equals("completed")) {
            return failed(
                    session, error.isEmpty() ? "the session ended " + status : error, seconds);
        }
        if (diagnosis.path("verdict").asString("").isEmpty()) {
            return failed(session, "the session told no diagnosis", seconds);
        }
        return new Outcome(
                session,
                diagnosis.path("verdict").asString(""),
                entities(diagnosis.path("root_causes")),
                entities(diagnosis.path("affected")),
                answer,
                calls,
                seconds,
                tokens,
                null);
    }

    /** A session that did not come to its end has said nothing that counts. */
    Outcome failed(String session, String why, double seconds) {
        return new Outcome(session, "", List.of(), List.of(), "", calls, seconds, tokens, why);
    }

    /** What is no JSON tells nothing; it is then missed where it is looked for. */
    private static JsonNode data(WireEvent event) {
        try {
            return EventCodec.JSON.readTree(event.data());
        } catch (JacksonException e) {
            return NOTHING;
        }
    }

    private static Outcome.@Nullable Tokens tokens(JsonNode node) {
        return node.isObject()
                ? new Outcome.Tokens(node.path("input").asLong(0), node.path("output").asLong(0))
                : null;
    }

    private static String reason(JsonNode data) {
        String code = data.path("code").asString("");
        String message = data.path("message").asString("");
        return code.isEmpty() ? message : "[" + code + "] " + message;
    }

    /** Both objects with an {@code entity} and bare names are in use. */
    private static List<String> entities(JsonNode list) {
        List<String> entities = new ArrayList<>();
        for (JsonNode one : list) {
            String entity = one.isObject() ? one.path("entity").asString("") : one.asString("");
            if (!entity.isBlank()) {
                entities.add(entity.strip());
            }
        }
        return entities;
    }
}
