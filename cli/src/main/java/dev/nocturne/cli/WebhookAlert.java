package dev.nocturne.cli;

import dev.nocturne.core.Text;
import dev.nocturne.core.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an alert that fires as the body of an Alertmanager webhook, version 4. */
final class WebhookAlert {
    /** An annotation is a sentence or two; one that is longer is cut. */
    private static final int MOST_CHARS = 2_000;

    /** The server takes 32 kB. */
    private static final int MOST_BYTES = 32 << 10;

    private WebhookAlert() {}

    /**
     * The text that is investigated.
     *
     * @param alert of an answer of {@code /alerts}
     * @param at the time that is looked at; null for now
     */
    static String write(JsonNode alert, @Nullable Instant at) {
        String whole = body(alert, at, true).toString();
        return whole.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                ? whole
                : body(alert, at, false).toString();
    }

    private static ObjectNode body(JsonNode alert, @Nullable Instant at, boolean annotated) {
        ObjectNode body = EventCodec.JSON.createObjectNode();
        body.put("version", "4").put("status", "firing");
        if (at != null) {
            body.put("now", at.toString());
        }
        ObjectNode one = body.putArray("alerts").addObject();
        one.put("status", "firing");
        one.set("labels", alert.path("labels"));
        ObjectNode annotations = one.putObject("annotations");
        if (annotated) {
            alert.path("annotations")
                    .forEachEntry((name, text) ->
                            annotations.put(name, Text.cut(text.asString(""), MOST_CHARS)));
        }
        String expression = alert.path("expression").asString("");
        if (!expression.isEmpty()) {
            annotations.put("expression", Text.cut(expression, MOST_CHARS));
        }
        one.put("startsAt", alert.path("since").asString(""));
        one.put("generatorURL", "");
        return body;
    }
}
