package dev.nocturne.server;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.environment.Environment;
import dev.nocturne.server.auth.Token;
import dev.nocturne.server.config.ServerConfig;
import dev.nocturne.server.http.ConnectionLimits;
import dev.nocturne.testkit.session.ScriptedOrchestrator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** A real server on a free port with one small pack and a scripted orchestrator, and a client. */
final class Lab implements AutoCloseable {
    static final String ALERT = "lamp-1 is dark";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An answer of the server. */
    record Answer(int status, HttpHeaders headers, String body) {
        JsonNode json() {
            return EventCodec.JSON.readTree(body);
        }

        /** The problem's code, or the status as text when it is none. */
        String code() {
            return json().path("code").asString(String.valueOf(status));
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final ServerConfig config;
    private final OrchestratorFactory orchestrators;
    private final Set<Seen> seen = ConcurrentHashMap.newKeySet();
    private NocturneServer server;

    /** An operation of the description, and a status it answered with. */
    record Seen(String operation, int status) {}

    private Lab(ServerConfig config, OrchestratorFactory orchestrators)
            throws StartFailure, InterruptedException {
        this.config = config;
        this.orchestrators = orchestrators;
        server = NocturneServer.start(config, orchestrators);
    }

    static ServerConfig config(Path data) {
        return new ServerConfig(
                "127.0.0.1",
                0,
                data,
                List.of(Path.of("src/test/resources/packs/lab")),
                List.of(),
                Set.of(),
                SessionLimits.DEFAULT,
                ServerConfig.STREAMS_PER_CLIENT,
                ServerConfig.WRITE_DEADLINE);
    }

    static ServerConfig withLive(ServerConfig c, List<Environment> live) {
        return new ServerConfig(
                c.host(),
                c.port(),
                c.dataDir(),
                c.packFolders(),
                live,
                c.tokens(),
                c.allowedHosts(),
                c.allowedOrigins(),
                c.connections(),
                c.sessions(),
                c.streamsPerClient(),
                c.writeDeadline(),
                c.llm());
    }

    static ServerConfig withTokens(ServerConfig c, Token... tokens) {
        return new ServerConfig(
                c.host(),
                c.port(),
                c.dataDir(),
                c.packFolders(),
                c.live(),
                List.of(tokens),
                c.allowedHosts(),
                c.allowedOrigins(),
                c.connections(),
                c.sessions(),
                c.streamsPerClient(),
                c.writeDeadline(),
                c.llm());
    }

    static ServerConfig withSessions(ServerConfig c, SessionLimits limits) {
        return new ServerConfig(
                c.host(),
                c.port(),
                c.dataDir(),
                c.packFolders(),
                c.live(),
                c.tokens(),
                c.allowedHosts(),
                c.allowedOrigins(),
                c.connections(),
                limits,
                c.streamsPerClient(),
                c.writeDeadline(),
                c.llm());
    }

    static ServerConfig withStreams(ServerConfig c, int perClient, Duration writeDeadline) {
        return new ServerConfig(
                c.host(),
                c.port(),
                c.dataDir(),
                c.packFolders(),
                c.live(),
                c.tokens(),
                c.allowedHosts(),
                c.allowedOrigins(),
                c.connections(),
                c.sessions(),
                perClient,
                writeDeadline,
                c.llm());
    }

    static ServerConfig withConnections(ServerConfig c, ConnectionLimits limits) {
        return new ServerConfig(
                c.host(),
                c.port(),
                c.dataDir(),
                c.packFolders(),
                c.live(),
                c.tokens(),
                c.allowedHosts(),
                c.allowedOrigins(),
                limits,
                c.sessions(),
                c.streamsPerClient(),
                c.writeDeadline(),
                c.llm());
    }

    static Lab start(Path data, ScriptedOrchestrator.Script script)
            throws StartFailure, InterruptedException {
        return start(config(data), script);
    }

    static Lab start(ServerConfig config, ScriptedOrchestrator.Script script)
            throws StartFailure, InterruptedException {
        ScriptedOrchestrator orchestrator = new ScriptedOrchestrator("scripted", script);
        return startWith(config, packs -> Orchestrators.of(orchestrator));
    }

    static Lab startWith(ServerConfig config, OrchestratorFactory orchestrators)
            throws StartFailure, InterruptedException {
        return new Lab(config, orchestrators);
    }

    /** Stops the server and starts another on the same data. */
    void restart() throws StartFailure, InterruptedException {
        server.close();
        server = NocturneServer.start(config, orchestrators);
    }

    NocturneServer server() {
        return server;
    }

    String url() {
        return server.url();
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return exchange("GET", path, "", headers);
    }

    Answer delete(String path, String... headers) throws IOException, InterruptedException {
        return exchange("DELETE", path, "", headers);
    }

    Answer post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return exchange("POST", path, body, headers);
    }

    /** Sends a request, and fails where it or its answer is not as the description says. */
    Answer exchange(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        BodyPublisher publisher =
                body.isEmpty() && !method.equals("POST")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(body);
        Answer answer = send(method, path, publisher, headers);
        DescribedApi api = DescribedApi.get();
        api.check(method, path, body, answer);
        api.find(method, path.split("\\?", 2)[0])
                .ifPresent(operation -> seen.add(new Seen(operation.id(), answer.status())));
        return answer;
    }

    /** What was asked here with {@link #exchange}, and how it was answered. */
    Set<Seen> seen() {
        return Set.copyOf(seen);
    }

    Answer send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path))
                        .timeout(PATIENCE)
                        .method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** The body that opens a session. */
    static String opening(String alert) {
        return EventCodec.JSON.writeValueAsString(
                EventCodec.JSON
                        .createObjectNode()
                        .put("environment", "lab")
                        .put("alert_text", alert));
    }

    /** Opens a session; its id. */
    String open(String... headers) throws IOException, InterruptedException {
        Answer answer = post("/api/sessions", opening(ALERT), headers);
        if (answer.status() != 200) {
            throw new AssertionError("no session: " + answer.body());
        }
        return answer.json().path("session_id").stringValue();
    }

    /** Opens a session and waits for its turn's end. */
    String openAndFinish() throws IOException, InterruptedException {
        String id = open();
        stream(id, 0);
        return id;
    }

    /** The stream to its end. */
    List<Sse.Event> stream(String id, long since) throws IOException, InterruptedException {
        Answer answer = get("/api/sessions/" + id + "/stream?since=" + since);
        if (answer.status() != 200) {
            throw new AssertionError("no stream: " + answer.body());
        }
        return Sse.events(answer.body());
    }

    /** The log as SessionDetail shows it, in the form of a stream. */
    List<Sse.Event> log(String id) throws IOException, InterruptedException {
        List<Sse.Event> log = new ArrayList<>();
        for (JsonNode entry : get("/api/sessions/" + id).json().path("event_log")) {
            log.add(
                    new Sse.Event(
                            entry.path("seq").longValue(),
                            entry.path("event").stringValue(),
                            entry.path("data").stringValue()));
        }
        return log;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
