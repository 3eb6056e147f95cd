package dev.nocturne.cli.client;

import static dev.nocturne.cli.client.ServerAddress.encode;

import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of the contract, one method each, blocking. Every method throws {@link ApiFailure} when
 * the server cannot be reached or refuses.
 */
public final class NocturneClient implements AutoCloseable {
    /** A running server accepts a connection in milliseconds. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** An answer waits for the disk: milliseconds, or seconds when that is busy. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** A recheck asks as much as an investigation; the server stops asking after a minute. */
    private static final Duration RECHECK = Duration.ofSeconds(90);

    /** The server asks systems, each of which may take the ten seconds that it is given. */
    private static final Duration SYSTEMS = Duration.ofSeconds(60);

    /** A stream's headers are sent at once. */
    private static final Duration STREAM_OPEN = Duration.ofSeconds(15);

    /** The most that the server puts on a page (PROTOCOL.md 2). */
    private static final int MOST_PER_PAGE = 500;

    private final ServerAddress server;
    private final Supplier<UUID> keys;
    private final HttpClient http;

    /**
     * Creates a client of a server.
     *
     * @param keys where idempotency keys come from
     */
    public NocturneClient(ServerAddress server, Supplier<UUID> keys) {
        this.server = server;
        this.keys = keys;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
    }

    public ServerAddress server() {
        return server;
    }

    /** Opens a session with its first turn; returns its id. */
    public String create(String environment, String alert, @Nullable String orchestrator) {
        ObjectNode body = EventCodec.JSON.createObjectNode();
        body.put("environment", environment).put("alert_text", alert);
        if (orchestrator != null) {
            body.put("orchestrator", orchestrator);
        }
        return text(post("/api/sessions", body), "session_id");
    }

    /** Asks a follow-up question; returns the length of the log before it. */
    public long message(String session, String text) {
        ObjectNode body = EventCodec.JSON.createObjectNode().put("text", text);
        return post(session(session) + "/message", body).path("event_offset").asLong(0);
    }

    /** Cancels the running turn; returns the status in the server's answer. */
    public String cancel(String session) {
        return text(
                post(session(session) + "/cancel", EventCodec.JSON.createObjectNode()), "status");
    }

    /** Answers an approval; {@code decision} is {@code approve} or {@code deny}. */
    public void resolve(String session, String approval, String decision, @Nullable String note) {
        ObjectNode body = EventCodec.JSON.createObjectNode().put("decision", decision);
        if (note != null) {
            body.put("note", note);
        }
        post(session(session) + "/approvals/" + encode(approval), body);
    }

    public void delete(String session) {
        call(request(session(session)).DELETE());
    }

    /** The session in full, as JSON. */
    public JsonNode detail(String session) {
        return call(request(session(session)).GET());
    }

    /** What checking the session's diagnosis again shows, as JSON. */
    public JsonNode recheck(String session) {
        return call(request(session(session) + "/recheck").timeout(RECHECK).GET());
    }

    /** The sessions that the query asks for, from as many pages as it takes. */
    public List<JsonNode> list(SessionSelection query) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = call(request(path(query, cursor)).GET());
            for (JsonNode session : page.path("sessions")) {
                boolean wanted = query.filter() == null || query.filter().test(session);
                if (wanted && found.size() < query.limit()) {
                    found.add(session);
                }
            }
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty() && found.size() < query.limit());
        return found;
    }

    private static String path(SessionSelection query, @Nullable String cursor) {
        // What is filtered here needs more than it returns.
        int size = query.filter() == null ? Math.min(query.limit(), MOST_PER_PAGE) : MOST_PER_PAGE;
        StringBuilder path = new StringBuilder("/api/sessions?limit=").append(size);
        parameter(path, "environment", query.environment());
        parameter(path, "status", query.status());
        parameter(path, "q", query.text());
        parameter(path, "cursor", cursor);
        return path.toString();
    }

    /** The environments that the server can ask, the default one first. */
    public List<JsonNode> environments() {
        return elements(call(request("/api/environments").GET()).path("environments"));
    }

    /** The name of the environment that the server lists first. */
    public String defaultEnvironment() {
        return environments().stream()
                .findFirst()
                .map(first -> first.path("name").asString(""))
                .orElse("");
    }

    /** The description of an environment. */
    public JsonNode environment(String name) {
        return call(request("/api/environments/" + encode(name)).GET());
    }

    /** The sources of an environment, and whether they can be asked. */
    public JsonNode sources(String environment) {
        return call(
                request("/api/environments/" + encode(environment) + "/sources")
                        .timeout(SYSTEMS)
                        .GET());
    }

    /** The alerts of an environment at an instant; null for now. */
    public JsonNode alerts(String environment, @Nullable Instant at) {
        String query = at == null ? "" : "?at=" + encode(at.toString());
        return call(
                request("/api/environments/" + encode(environment) + "/alerts" + query)
                        .timeout(SYSTEMS)
                        .GET());
    }

    /** The orchestrators and agents of the server. */
    public JsonNode agents() {
        return call(request("/api/agents").GET());
    }

    /** An open stream, and the epoch its ids belong to; null where the server names none. */
    record OpenStream(InputStream body, @Nullable String epoch) {}

    /**
     * Opens the stream after seq {@code since} of the epoch, or of any when null. The caller closes
     * it.
     */
    OpenStream stream(String session, long since, boolean follow, @Nullable String epoch) {
        StringBuilder path = new StringBuilder(session(session)).append("/stream");
        if (follow || epoch != null) {
            path.append("?follow=").append(follow);
        }
        parameter(path, "epoch", epoch);
        HttpRequest request =
                request(path.toString())
                        .timeout(STREAM_OPEN)
                        .setHeader("Accept", "text/event-stream")
                        .header("Last-Event-ID", Long.toString(since))
                        .GET()
                        .build();
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        try {
            if (response.statusCode() != 200) {
                String body =
                        new String(response.body().readNBytes(64 << 10), StandardCharsets.UTF_8);
                response.body().close();
                throw refusal(response.statusCode(), body);
            }
        } catch (IOException e) {
            throw ApiFailure.unreachable(server, "the answer broke off", e);
        }
        return new OpenStream(
                response.body(), response.headers().firstValue("Nocturne-Epoch").orElse(null));
    }

    /** Closes all connections at once. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private static String session(String id) {
        return "/api/sessions/" + encode(id);
    }

    private static void parameter(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(encode(value));
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private JsonNode post(String path, ObjectNode body) {
        return call(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", keys.get().toString())
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(server.at(path))
                        .timeout(ANSWER)
                        .header("Accept", "application/json");
        if (server.token() != null) {
            builder.header("Authorization", "Bearer " + server.token());
        }
        return builder;
    }

    private JsonNode call(HttpRequest.Builder request) {
        HttpResponse<String> response =
                send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), response.body());
        }
        try {
            return EventCodec.JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw ApiFailure.notUnderstood(server, "the answer is not JSON", e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (HttpConnectTimeoutException e) {
            throw ApiFailure.unreachable(server, "no answer in " + CONNECT.toSeconds() + " s", e);
        } catch (HttpTimeoutException e) {
            throw ApiFailure.unreachable(server, "the answer takes too long", e);
        } catch (ConnectException e) {
            throw ApiFailure.unreachable(server, "connection refused", e);
        } catch (IOException e) {
            throw ApiFailure.unreachable(server, "the connection broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiFailure.unreachable(server, "interrupted", e);
        }
    }

    private ApiFailure refusal(int status, String body) {
        try {
            JsonNode problem = EventCodec.JSON.readTree(body);
            String detail = problem.path("detail").asString("");
            if (!detail.isEmpty()) {
                return ApiFailure.refusal(status, problem.path("code").asString(""), detail);
            }
        } catch (JacksonException notOurs) {
            // A proxy in between need not speak problem+json; the status below is all there is.
        }
        return ApiFailure.refusal(status, "", server.base() + " answered " + status);
    }

    private String text(JsonNode answer, String field) {
        String value = answer.path(field).asString("");
        if (value.isEmpty()) {
            throw ApiFailure.notUnderstood(server, "no '" + field + "' in its answer", null);
        }
        return value;
    }
}
