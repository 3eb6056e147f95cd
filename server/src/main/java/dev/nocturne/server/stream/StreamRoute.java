package dev.nocturne.server.stream;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.session.Sessions;
import dev.nocturne.core.stream.Subscription;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.ProblemDetails;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import dev.nocturne.server.sessions.SessionRoutes;
import java.util.Map;

/** GET /api/sessions/{id}/stream (PROTOCOL.md, section 2). */
public final class StreamRoute {
    private static final String EVENT_STREAM = "text/event-stream; charset=utf-8";

    /** Names the history that the stream's ids belong to. */
    private static final String EPOCH = "Nocturne-Epoch";

    private final Sessions sessions;
    private final StreamPlaces places;

    public StreamRoute(Sessions sessions, StreamPlaces places) {
        this.sessions = sessions;
        this.places = places;
    }

    public Route route() {
        return Route.get("/api/sessions/{id}/stream", this::stream);
    }

    private Reply stream(Exchange exchange) {
        Query query = exchange.query();
        long since = since(exchange, query);
        boolean follow = query.flag("follow");
        String epoch = query.text("epoch");
        var rejected = query.rejection();
        if (rejected.isPresent()) {
            return Reply.refuse(rejected.get());
        }
        // Position 0 is the same in every history.
        if (since > 0 && epoch != null && !epoch.equals(sessions.epoch())) {
            return Reply.refuse(
                    ProblemDetails.of(
                            ErrorCode.POSITION_GONE,
                            "Position "
                                    + since
                                    + " was taken before the store was restored. Read the session"
                                    + " again and stream from there."));
        }
        return Reply.of(SessionRoutes.id(exchange), id -> subscribe(exchange, id, since, follow));
    }

    /**
     * The seq after which the stream continues. The header comes first, because it is the newest;
     * then the parameters that polyfills of EventSource add to the URL; then {@code since}.
     */
    private static long since(Exchange exchange, Query query) {
        String header = exchange.header("Last-Event-ID");
        if (header != null && !header.isEmpty()) {
            return query.position("Last-Event-ID", header).orElse(0);
        }
        String camel = query.text("lastEventId");
        String snake = query.text("last_event_id");
        if (camel != null && snake != null && !camel.equals(snake)) {
            query.addMistake("'lastEventId' and 'last_event_id' differ; give one of them.");
        }
        if (camel != null || snake != null) {
            String name = camel != null ? "lastEventId" : "last_event_id";
            return query.position(name).orElse(0);
        }
        return query.position("since").orElse(0);
    }

    private Reply subscribe(Exchange exchange, SessionId id, long since, boolean follow) {
        var client = new StreamPlaces.Client(exchange.owner(), exchange.remote());
        switch (places.take(client)) {
            case GRANTED -> {}
            case CLIENT_FULL -> {
                return tooMany(
                        "This client has "
                                + places.perClient()
                                + " streams open; close some first.");
            }
            case SERVER_FULL -> {
                return tooMany(
                        "The server has as many streams open as it may, and you have your share of"
                                + " them. Try again when some are closed.");
            }
        }
        boolean subscribed = false;
        try {
            Result<Subscription> result = sessions.subscribe(exchange.owner(), id, since, follow);
            subscribed = result instanceof Result.Ok<Subscription>;
            return Reply.of(result, s -> reply(s, exchange, client));
        } finally {
            if (!subscribed) {
                places.release(client);
            }
        }
    }

    private static Reply tooMany(String detail) {
        return Reply.refuse(ProblemDetails.of(ErrorCode.TOO_MANY_STREAMS, detail));
    }

    private Reply reply(Subscription subscription, Exchange exchange, StreamPlaces.Client client) {
        return new Reply.Streamed(
                EVENT_STREAM,
                Map.of("X-Accel-Buffering", "no", EPOCH, sessions.epoch()),
                new SseBody(subscription, exchange.memory(), () -> places.release(client)));
    }
}
