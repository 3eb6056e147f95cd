package dev.nocturne.server.sessions;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.session.OpenApproval;
import dev.nocturne.core.session.SessionDetail;
import dev.nocturne.core.session.SessionSnapshot;
import dev.nocturne.core.session.SessionState;
import dev.nocturne.server.http.EnvironmentName;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Sink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/** SessionDetail, written while the log is read: a log may not fit into memory. */
final class DetailBody implements Reply.Body {
    /** Events read at once: about as many as fit one write. */
    private static final int PAGE = 256;

    /** Bytes read at once. */
    private static final int PAGE_BYTES = 256 * 1024;

    /**
     * Memory of one detail while it is written, however long the log: a page and its JSON, the
     * answer's text, and the connection's buffers. A page is read when the one before is sent.
     */
    static final long BYTES = 2 * 1024 * 1024;

    private final SessionSnapshot session;
    private long firstStep;
    private long lastStep;

    DetailBody(SessionSnapshot session) {
        this.session = session;
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
        // Closed only after success: closing would end a broken document as if it were whole.
        OutputStream out = sink.document();
        JsonGenerator json = EventCodec.JSON.createGenerator(out);
        try {
            write(json);
            json.flush();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        out.close();
    }

    /** SessionDetail without its log and its steps, for clients that read the log page by page. */
    static Reply state(SessionSnapshot session) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = EventCodec.JSON.createGenerator(out)) {
            json.writeStartObject();
            head(json, session);
            json.writeNumberProperty("last_seq", session.state().seq());
            json.writeNumberProperty("settled_seq", session.visible());
            texts(json, session, LatestEvents.read(session));
            json.writeEndObject();
        }
        return new Reply.Whole(200, Reply.JSON, out.toByteArray());
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        head(json, session);
        SessionDetail detail = log(json);
        steps(json);
        texts(json, session, detail);
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, SessionSnapshot session) {
        SessionState state = session.state();
        json.writeStringProperty("id", state.id().value());
        json.writeStringProperty(EnvironmentName.FIELD, state.environment());
        json.writeStringProperty(EnvironmentName.EARLIER_FIELD, state.environment());
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
        read(
                0,
                session.visible(),
                event -> {
                    entry(json, event);
                    detail.add(event);
                    if (SessionDetail.isStep(event)) {
                        firstStep = firstStep == 0 ? event.seq() : firstStep;
                        lastStep = event.seq();
                    }
                });
        json.writeEndArray();
        return detail;
    }

    /** Events after {@code from} up to {@code to}, one page in memory at a time. */
    private void read(long from, long to, Consumer<Event> each) {
        long seq = from;
        while (seq < to) {
            List<Event> page = session.events(seq, PAGE, PAGE_BYTES);
            if (page.isEmpty()) {
                throw new Fault(ErrorCode.NOT_FOUND, "The session was deleted just now.");
            }
            page.stream().filter(event -> event.seq() <= to).forEach(each);
            seq = page.getLast().seq();
        }
    }

    /** Reads the log a second time: all results together may not fit into memory. */
    private void steps(JsonGenerator json) {
        json.writeName("steps");
        json.writeStartArray();
        if (lastStep > 0) {
            read(
                    firstStep - 1,
                    lastStep,
                    event -> {
                        if (SessionDetail.isStep(event)) {
                            json.writeRawValue(event.data());
                        }
                    });
        }
        json.writeEndArray();
    }

    static void entry(JsonGenerator json, Event event) {
        json.writeStartObject();
        json.writeNumberProperty("seq", event.seq());
        json.writeStringProperty("event", event.name());
        json.writeNumberProperty("turn", event.turn());
        json.writeStringProperty("timestamp", event.timestamp().toString());
        json.writeStringProperty("data", event.data());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, SessionSnapshot session, SessionDetail detail) {
        String alert = detail.alert();
        json.writeStringProperty("alert_text", alert == null ? session.state().alertHead() : alert);
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
