package dev.nocturne.server.sessions;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.session.OpenApproval;
import dev.nocturne.core.session.SessionDetail;
import dev.nocturne.core.session.SessionSnapshot;
import dev.nocturne.core.session.SessionState;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/** SessionDetail, written while the log is read: a log may be far longer than what fits memory. */
final class DetailBody implements Reply.Body {
    /** Events read at once: about as many as fit a write. */
    private static final int PAGE = 256;

    private final SessionSnapshot session;

    DetailBody(SessionSnapshot session) {
        this.session = session;
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
        // Closed only at a good end: closing would end a broken document as if it were whole.
        OutputStream out = sink.document();
        JsonGenerator json = EventCodec.JSON.createGenerator(out);
        try {
            write(json);
            json.flush();
        } catch (JacksonIOException gone) {
            throw gone.getCause();
        }
        out.close();
    }

    private void write(JsonGenerator json) {
        SessionState state = session.state();
        json.writeStartObject();
        json.writeStringProperty("id", state.id().value());
        json.writeStringProperty("scenario", state.scenario());
        json.writeStringProperty("status", state.status().wireName());
        json.writeStringProperty("created_at", state.createdAt().toString());
        json.writeStringProperty("updated_at", state.updatedAt().toString());
        json.writeNumberProperty("turn_count", Math.max(0, state.turn()));
        json.writeStringProperty("orchestrator", state.orchestrator());
        text(json, "thread_id", state.threadId());
        text(json, "verdict", state.verdict());
        text(json, "root_cause", state.rootCause());
        json.writeStringProperty("epoch", session.log().epoch());
        json.writeBooleanProperty("saved", session.saved());
        json.writeBooleanProperty("cancelling", state.cancelling());
        approvals(json, state.approvals());
        SessionDetail detail = log(json);
        rest(json, detail);
        json.writeEndObject();
    }

    private static void approvals(JsonGenerator json, List<OpenApproval> approvals) {
        json.writeName("approvals");
        json.writeStartArray();
        for (OpenApproval open : approvals) {
            json.writeStartObject();
            json.writeStringProperty("id", open.id());
            json.writeStringProperty("call", open.call());
            json.writeStringProperty("tool", open.tool());
            json.writeName("arguments");
            json.writeRawValue(open.arguments());
            json.writeStringProperty("expires_at", open.expiresAt().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private SessionDetail log(JsonGenerator json) {
        SessionDetail detail = new SessionDetail();
        json.writeName("event_log");
        json.writeStartArray();
        long seq = 0;
        while (seq < session.visible()) {
            List<Event> page = session.events(seq, PAGE);
            if (page.isEmpty()) {
                throw new Fault(ErrorCode.NOT_FOUND, "The session was deleted just now.");
            }
            for (Event event : page) {
                entry(json, event);
                detail.add(event);
            }
            seq = page.getLast().seq();
        }
        json.writeEndArray();
        return detail;
    }

    private static void entry(JsonGenerator json, Event event) {
        json.writeStartObject();
        json.writeNumberProperty("seq", event.seq());
        json.writeStringProperty("event", event.name());
        json.writeNumberProperty("turn", event.turn());
        json.writeStringProperty("timestamp", event.timestamp().toString());
        json.writeStringProperty("data", event.data());
        json.writeEndObject();
    }

    private void rest(JsonGenerator json, SessionDetail detail) {
        String alert = detail.alert();
        json.writeStringProperty("alert_text", alert == null ? session.state().alertHead() : alert);
        json.writeName("steps");
        json.writeStartArray();
        detail.steps().forEach(json::writeRawValue);
        json.writeEndArray();
        String diagnosis = detail.diagnosis();
        json.writeStringProperty("diagnosis", diagnosis == null ? "" : diagnosis);
        json.writeName("run_meta");
        String meta = detail.runMeta();
        if (meta == null) {
            json.writeNull();
        } else {
            json.writeRawValue(meta);
        }
        String error = detail.errorDetail();
        json.writeStringProperty("error_detail", error == null ? "" : error);
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }
}
