package dev.nocturne.core.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Converts payloads to and from JSON. The only place that maps event names to records. */
public final class EventCodec {
    private static final Map<String, Class<? extends Payload>> KNOWN =
            Map.ofEntries(
                    Map.entry("user_message", Payload.UserMessage.class),
                    Map.entry("run.start", Payload.RunStart.class),
                    Map.entry("session.created", Payload.SessionCreated.class),
                    Map.entry("tool_call.start", Payload.ToolCallStart.class),
                    Map.entry("tool_call.complete", Payload.ToolCallComplete.class),
                    Map.entry("tool_call.progress", Payload.ToolCallProgress.class),
                    Map.entry("approval.requested", Payload.ApprovalRequested.class),
                    Map.entry("approval.resolved", Payload.ApprovalResolved.class),
                    Map.entry("message.start", Payload.MessageStart.class),
                    Map.entry("message.delta", Payload.MessageDelta.class),
                    Map.entry("message.complete", Payload.MessageComplete.class),
                    Map.entry("run.complete", Payload.RunComplete.class),
                    Map.entry("error", Payload.RunError.class),
                    Map.entry("status", Payload.StatusNote.class));

    /**
     * The mapper for all JSON that the project writes: snake case, nothing for null, ISO-8601
     * times, unknown fields ignored.
     */
    public static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .changeDefaultPropertyInclusion(
                            i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private EventCodec() {}

    /** The data of an event as one line of JSON. */
    public static String encode(Payload payload) {
        return payload instanceof Payload.Custom custom
                ? custom.data().toString()
                : JSON.writeValueAsString(payload);
    }

    /** Whether the event name belongs to a known payload. */
    public static boolean isKnown(String event) {
        return KNOWN.containsKey(event);
    }

    /** Names of all events whose payload is known here. */
    public static Set<String> names() {
        return KNOWN.keySet();
    }

    /**
     * Decodes an event; the result is a {@link Payload.Custom} if the name or the fields are not
     * known.
     */
    public static Payload decode(String event, String data) {
        return decode(event, known -> JSON.readValue(data, known), () -> object(data));
    }

    /** Decodes data that is parsed already and must not be changed afterwards. */
    public static Payload decode(String event, ObjectNode data) {
        return decode(event, known -> JSON.treeToValue(data, known), () -> data);
    }

    private static Payload decode(
            String event,
            Function<Class<? extends Payload>, Payload> reader,
            Supplier<ObjectNode> asIs) {
        Class<? extends Payload> known = KNOWN.get(event);
        if (known != null) {
            try {
                Payload payload = reader.apply(known);
                if (RequiredFields.present(payload)) {
                    return payload;
                }
            } catch (JacksonException malformed) {
                // The data does not have the fields of this event name: it is kept unchanged,
                // below.
            }
        }
        return new Payload.Custom(event, asIs.get());
    }

    /** Parses a JSON object; throws {@link IllegalArgumentException} for any other text. */
    public static ObjectNode object(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }
}
