package dev.nocturne.core.session;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The contract's SessionDetail beyond the state, without its {@code steps}: they may be many and
 * are read from the log again ({@link #isStep}). Add the session's events in order. Texts are the
 * data of events, unchanged.
 */
public final class SessionDetail {
    private @Nullable String alert;
    private @Nullable String diagnosis;
    private @Nullable String runMeta;
    private @Nullable String errorDetail;

    /** Adds the next event. */
    public void add(Event event) {
        switch (event.name()) {
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

    /** Whether the event's data is one of the session's {@code steps}. */
    public static boolean isStep(Event event) {
        return event.name().equals("tool_call.complete");
    }

    /** The full alert. */
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

    /** Why the last turn failed; null if it did not fail or a new turn has begun. */
    public @Nullable String errorDetail() {
        return errorDetail;
    }
}
