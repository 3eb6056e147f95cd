package dev.nocturne.core.session;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The unbounded part of a session's projection: what SessionDetail shows beside the state. Feed it
 * a session's events in order; texts are the events' data as they are.
 */
public final class SessionDetail {
    private final List<String> steps = new ArrayList<>();
    private @Nullable String alert;
    private @Nullable String diagnosis;
    private @Nullable String runMeta;
    private @Nullable String errorDetail;

    /** Takes the next event. */
    public void add(Event event) {
        switch (event.name()) {
            case "tool_call.complete" -> steps.add(event.data());
            case "run.complete" -> runMeta = event.data();
            case "user_message", "message.complete", "error" ->
                    read(EventCodec.decode(event.name(), event.data()));
            default -> {}
        }
    }

    private void read(Payload payload) {
        if (payload instanceof Payload.UserMessage message) {
            alert = alert == null ? message.text() : alert;
            errorDetail = null;
        } else if (payload instanceof Payload.MessageComplete message) {
            diagnosis = message.text();
        } else if (payload instanceof Payload.RunError error) {
            errorDetail = error.message();
        }
    }

    /** Payloads of all finished tool calls, JSON objects. */
    public List<String> steps() {
        return steps;
    }

    /** The alert in full. */
    public @Nullable String alert() {
        return alert;
    }

    /** Text of the last complete answer. */
    public @Nullable String diagnosis() {
        return diagnosis;
    }

    /** The last {@code run.complete}, a JSON object. */
    public @Nullable String runMeta() {
        return runMeta;
    }

    /** Why the last turn failed; null once a new one began. */
    public @Nullable String errorDetail() {
        return errorDetail;
    }
}
