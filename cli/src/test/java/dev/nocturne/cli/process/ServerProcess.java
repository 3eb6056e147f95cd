package dev.nocturne.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.process.Distribution.Started;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A packaged server as a process of its own, asked over HTTP as any client would. */
final class ServerProcess implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Distribution distribution;
    private final Path data;
    private final int port;
    private final Map<String, String> env;
    private final List<String> options;
    private Started running;

    private ServerProcess(
            Distribution distribution,
            Path data,
            int port,
            Map<String, String> env,
            List<String> options) {
        this.distribution = distribution;
        this.data = data;
        this.port = port;
        this.env = env;
        this.options = options;
        this.running = launch();
    }

    static ServerProcess start(Distribution distribution, Path data, String... options) {
        return start(distribution, data, Map.of(), options);
    }

    static ServerProcess start(
            Distribution distribution, Path data, Map<String, String> env, String... options) {
        ServerProcess server =
                new ServerProcess(distribution, data, freePort(), env, List.of(options));
        server.awaitReady();
        return server;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError("no free port", e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    long pid() {
        return running.process().pid();
    }

    /** Kills the process (SIGKILL), without a chance to write or answer anything. */
    void kill() throws InterruptedException {
        running.process().destroyForcibly();
        assertThat(running.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** SIGTERM, as a deployment sends it; returns when the process has ended. */
    void stop() throws InterruptedException {
        running.process().destroy();
        assertThat(running.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Starts it again at the same port on the same data. */
    void restart() {
        running = launch();
        awaitReady();
    }

    private Started launch() {
        List<String> args =
                new ArrayList<>(List.of("serve", "--port", "" + port, "--data", data.toString()));
        args.addAll(options);
        return distribution.start(env, Distribution.launcher(), args.toArray(String[]::new));
    }

    /** Polls the ready endpoint, the only sign that a client has. */
    private void awaitReady() {
        try {
            Poll.until("a server", () -> ready() || !running.process().isAlive());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(running.process().isAlive()).as(said()).isTrue();
    }

    private boolean ready() {
        try {
            return send("GET", "/health/ready", null, Map.of()).statusCode() == 200;
        } catch (IOException notYet) {
            return false; // it does not listen yet
        }
    }

    String said() {
        try {
            return running.said();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An answer: status and JSON. */
    record Answer(int status, JsonNode json) {}

    Answer get(String path) {
        return call("GET", path, null, Map.of());
    }

    Answer post(String path, String json) {
        return call("POST", path, json, Map.of());
    }

    Answer post(String path, String json, String idempotencyKey) {
        return call("POST", path, json, Map.of("Idempotency-Key", idempotencyKey));
    }

    private Answer call(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        try {
            HttpResponse<String> response = send(method, path, body, headers);
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + "; the server said: " + said(), e);
        }
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Opens a session on a pack's text; returns its id. */
    String create(String environment, String alert) {
        return create(environment, alert, null);
    }

    String create(String environment, String alert, @Nullable String orchestrator) {
        var body = JSON.createObjectNode().put("environment", environment).put("alert_text", alert);
        if (orchestrator != null) {
            body.put("orchestrator", orchestrator);
        }
        Answer answer = post("/api/sessions", body.toString());
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().path("session_id").asString();
    }

    String defaultAlert(String environment) {
        return get("/api/environments/" + environment)
                .json()
                .path("alerts")
                .path("default")
                .asString();
    }

    String status(String session) {
        return get("/api/sessions/" + session).json().path("status").asString();
    }

    /** Connects to a session's stream behind seq {@code after}. */
    RawStream stream(String session, long after) throws IOException {
        return RawStream.open(port, session, after);
    }

    @Override
    public void close() {
        running.process().destroyForcibly();
    }
}
