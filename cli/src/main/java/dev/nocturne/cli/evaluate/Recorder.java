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

/** Collects from a session's events what an evaluation compares. Used by one thread. */
final class Recorder implements TailListener {
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final Consumer<String> onApproval;
    private JsonNode diagnosis = NOTHING;
    private String answer = "";
    private int calls;
    private SessionResult.@Nullable Tokens tokens;
    private String error = "";

    /** Calls {@code onApproval} with the id of each approval that the session requests. */
    Recorder(Consumer<String> onApproval) {
        this.onApproval = onApproval;
    }

    @Override
    public void onEvent(WireEvent event) {
        switch (event.event()) {
            case "diagnosis" -> diagnosis = data(event);
            case "message.complete" -> answer = data(event).path("text").asString("");
            case "tool_call.complete" -> calls++;
            case "approval.requested" -> onApproval.accept(data(event).path("id").asString(""));
            case "run.complete" -> tokens = tokens(data(event).path("tokens"));
            case "error" -> error = reason(data(event));
            default -> {} // not compared
        }
    }

    @Override
    public void onDisconnect(String why) {}

    @Override
    public void onReconnect() {}

    /** The outcome of a turn that ended with that status. */
    SessionResult finish(String session, String status, double seconds) {
        if (!status.equals("completed")) {
            return fail(session, error.isEmpty() ? "the session ended " + status : error, seconds);
        }
        if (diagnosis.path("verdict").asString("").isEmpty()) {
            return fail(session, "the session has no diagnosis", seconds);
        }
        return new SessionResult(
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

    /** The outcome of a session that did not complete: its diagnosis does not count. */
    SessionResult fail(String session, String why, double seconds) {
        return new SessionResult(
                session, "", List.of(), List.of(), "", calls, seconds, tokens, why);
    }

    /** The event's data; a missing node where it is not JSON. */
    private static JsonNode data(WireEvent event) {
        try {
            return EventCodec.JSON.readTree(event.data());
        } catch (JacksonException e) {
            return NOTHING;
        }
    }

    private static SessionResult.@Nullable Tokens tokens(JsonNode node) {
        return node.isObject()
                ? new SessionResult.Tokens(
                        node.path("input").asLong(0), node.path("output").asLong(0))
                : null;
    }

    private static String reason(JsonNode data) {
        String code = data.path("code").asString("");
        String message = data.path("message").asString("");
        return code.isEmpty() ? message : "[" + code + "] " + message;
    }

    /** The entities of a list, whose elements are names or objects with an {@code entity}. */
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
