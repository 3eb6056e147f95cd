package dev.nocturne.server.sessions;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.session.ExternalEvent;
import dev.nocturne.server.http.Form;
import dev.nocturne.server.http.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of a POST by an external agent. */
record ExternalBatch(List<ExternalEvent> events, Optional<Result.Rejected<Object>> tooLarge) {
    /** Events of a batch: a busy minute, and one commit. */
    static final int MOST_EVENTS = 1_000;

    /** Bytes of a {@code tool_call.complete}: PROTOCOL.md promises clients no more. */
    static final int MOST_RESULT_BYTES = 32 * 1024;

    /** Bytes of any other event's data: a long answer's complete text. */
    static final int MOST_EVENT_BYTES = 256 * 1024;

    static ExternalBatch read(Form form) {
        List<JsonNode> items = form.optionalList("events", MOST_EVENTS);
        if (items == null || items.isEmpty()) {
            form.addMistake("'events' must be a list of 1 to " + MOST_EVENTS + " events.");
            return new ExternalBatch(List.of(), Optional.empty());
        }
        List<ExternalEvent> events = new ArrayList<>(items.size());
        Optional<Result.Rejected<Object>> tooLarge = Optional.empty();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (!item.path("event").isString() || !(item.path("data") instanceof ObjectNode data)) {
                form.addMistake(
                        "events[" + i + "] must have 'event', a string, and 'data', an object.");
                break;
            }
            ExternalEvent event = new ExternalEvent(item.path("event").stringValue(), data);
            tooLarge = tooLarge.or(() -> size(event));
            events.add(event);
        }
        return new ExternalBatch(events, tooLarge);
    }

    private static Optional<Result.Rejected<Object>> size(ExternalEvent event) {
        int limit =
                event.event().equals("tool_call.complete") ? MOST_RESULT_BYTES : MOST_EVENT_BYTES;
        return Utf8.length(event.json()) <= limit
                ? Optional.empty()
                : Optional.of(
                        Result.rejected(
                                ErrorCode.PAYLOAD_TOO_LARGE,
                                "The data of an event of this name may have "
                                        + limit
                                        + " bytes at most; cut rows and say so."));
    }
}
