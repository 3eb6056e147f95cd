package dev.nocturne.server.sessions;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.engine.StoredResult;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.core.session.SessionSnapshot;
import dev.nocturne.core.session.Sessions;
import dev.nocturne.environment.Environment;
import dev.nocturne.investigator.recheck.Difference;
import dev.nocturne.investigator.recheck.KeptSession;
import dev.nocturne.investigator.recheck.QueryCheck;
import dev.nocturne.investigator.recheck.Recheck;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Limits;
import dev.nocturne.server.http.ProblemDetails;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** GET /api/sessions/{id}/recheck: whether the diagnosis follows from the log, and still holds. */
public final class RecheckRoute {
    /** Each costs as much as an investigation; more at once would slow down those that run. */
    private static final int AT_ONCE = 2;

    /** How long a request waits for others to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** After this time the environment is not asked any more. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Bytes of objects for each character of the recorded results, which are read one by one. */
    private static final int SNAPSHOT_FACTOR = 4;

    private final Sessions sessions;
    private final Function<String, Optional<Environment>> environments;
    private final LongSupplier nanos;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * @param environments by name
     */
    public RecheckRoute(
            Sessions sessions,
            Function<String, Optional<Environment>> environments,
            LongSupplier nanos) {
        this.sessions = sessions;
        this.environments = environments;
        this.nanos = nanos;
    }

    public Route route() {
        return Route.get("/api/sessions/{id}/recheck", this::recheck);
    }

    private Reply recheck(Exchange exchange) {
        var mistakes = exchange.query().rejection();
        if (mistakes.isPresent()) {
            return Reply.refuse(mistakes.get());
        }
        return Reply.of(
                SessionRoutes.id(exchange),
                id ->
                        Reply.of(
                                sessions.open(exchange.owner(), id),
                                snapshot -> recheck(exchange, id, snapshot)));
    }

    private Reply recheck(Exchange exchange, SessionId id, SessionSnapshot snapshot) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Reply.refuse(
                        ProblemDetails.of(
                                ErrorCode.OVERLOADED,
                                "The server checks as many sessions as it can at once. Try again in"
                                        + " a moment."));
            }
            try {
                Kept kept = new Kept(exchange, id, snapshot);
                exchange.reserve(EventPages.PAGE_BYTES);
                long end = nanos.getAsLong() + LIMIT.toNanos();
                Result<Recheck> result =
                        Recheck.of(kept, environments, () -> nanos.getAsLong() - end > 0);
                return Reply.of(result, recheck -> Reply.json(json(id, recheck)));
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.refuse(
                    ProblemDetails.of(ErrorCode.SHUTTING_DOWN, "The server is stopping."));
        }
    }

    /** The session in the store. Reserves memory before it reads. */
    private final class Kept implements KeptSession {
        private final Exchange exchange;
        private final SessionId id;
        private final SessionSnapshot snapshot;
        private long largest;

        Kept(Exchange exchange, SessionId id, SessionSnapshot snapshot) {
            this.exchange = exchange;
            this.id = id;
            this.snapshot = snapshot;
        }

        @Override
        public List<Event> events(long after, int limit) {
            return snapshot.page(after, limit, EventPages.PAGE_BYTES);
        }

        @Override
        public Optional<ToolResult> result(String callId) {
            long size = sessions.toolResultSize(exchange.owner(), id, callId);
            exchange.reserve(SNAPSHOT_FACTOR * size);
            if (size > largest) {
                exchange.reserve(Limits.TREE_FACTOR * (size - largest));
                largest = size;
            }
            return sessions.toolResult(exchange.owner(), id, callId)
                            instanceof Result.Ok<String>(String json)
                    ? Optional.of(StoredResult.result(json))
                    : Optional.empty();
        }
    }

    private static ObjectNode json(SessionId id, Recheck recheck) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("session_id", id.value());
        json.put("same", recheck.isSame());
        ObjectNode conclusion = json.putObject("conclusion");
        conclusion.put("outcome", recheck.conclusion().isEmpty() ? "same" : "differs");
        differences(conclusion, recheck.conclusion(), recheck.more());
        ArrayNode queries = json.putArray("queries");
        for (QueryCheck check : recheck.queries()) {
            ObjectNode query = queries.addObject();
            query.put("evidence", check.evidence());
            query.put("source", check.source());
            query.put("query", check.query());
            query.put("outcome", check.outcome().name().toLowerCase(Locale.ROOT));
            query.put("reason", check.reason());
            differences(query, check.differences(), check.more());
        }
        return json;
    }

    private static void differences(ObjectNode json, List<Difference> differences, int more) {
        ArrayNode array = json.putArray("differences");
        differences.forEach(d ->
                array.addObject()
                        .put("what", d.what())
                        .put("recorded", d.recorded())
                        .put("now", d.now()));
        json.put("more", more);
    }
}
