package dev.nocturne.server.sessions;

import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.session.SessionSnapshot;
import dev.nocturne.core.session.Sessions;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** GET /api/sessions/{id}/events: a session's log page by page, from either end. */
final class EventPages {
    /** Events of a page where the client does not say. */
    private static final int DEFAULT_LIMIT = 256;

    /** Events of a page at most. */
    static final int MOST = 1_000;

    /** Bytes of a page's data; a page may be shorter than asked for. */
    static final int PAGE_BYTES = 512 * 1024;

    /** Memory for a page: its events, and their JSON in a buffer that grows. */
    private static final long BYTES = 4L * PAGE_BYTES;

    private EventPages() {}

    static Reply page(Sessions sessions, Exchange exchange, SessionId id) {
        Query query = exchange.query();
        OptionalLong after = query.position("after");
        OptionalLong before = query.position("before");
        OptionalLong asked = query.position("limit");
        long limit = asked.orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > MOST) {
            query.addMistake("'limit' must be from 1 to " + MOST + ".");
        }
        if (after.isPresent() && before.isPresent()) {
            query.addMistake("Give 'after' or 'before', not both.");
        }
        var rejected = query.rejection();
        if (rejected.isPresent()) {
            return Reply.refuse(rejected.get());
        }
        exchange.reserve(BYTES);
        Result<SessionSnapshot> session = sessions.open(exchange.owner(), id);
        return Reply.of(
                session,
                snapshot ->
                        reply(
                                snapshot,
                                before.isPresent()
                                        ? latest(snapshot, before.getAsLong(), (int) limit)
                                        : snapshot.page(after.orElse(0), (int) limit, PAGE_BYTES)));
    }

    /** The last events before a position: fewer of them where they would exceed a page's bytes. */
    static List<Event> latest(SessionSnapshot session, long before, int limit) {
        long end = Math.min(before - 1, session.state().seq());
        for (int count = limit; count > 0; count /= 2) {
            long from = Math.max(0, end - count);
            if (from >= end) {
                return List.of();
            }
            List<Event> page = session.page(from, (int) (end - from), PAGE_BYTES);
            if (page.isEmpty() || page.getLast().seq() >= end || count == 1) {
                return page;
            }
        }
        return List.of();
    }

    private static Reply reply(SessionSnapshot session, List<Event> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = EventCodec.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeName("events");
            json.writeStartArray();
            events.forEach(event -> DetailBody.entry(json, event));
            json.writeEndArray();
            json.writeNumberProperty("first_seq", 1);
            json.writeNumberProperty("last_seq", session.state().seq());
            json.writeEndObject();
        }
        return new Reply.Whole(200, Reply.JSON, out.toByteArray());
    }
}
