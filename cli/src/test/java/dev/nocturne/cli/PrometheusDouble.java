package dev.nocturne.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A double of the API of Prometheus, for machines without one: a server with a token and a tenant,
 * two targets, one alert that fires, and no further series.
 */
final class PrometheusDouble implements AutoCloseable {
    static final String TOKEN = "s3cret-of-the-double";
    static final String TENANT = "team-a";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Instant since;

    /** {@code since}: when its alert began to fire. */
    PrometheusDouble(Instant since) throws IOException {
        this.since = since;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** With a path prefix. */
    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/prefix";
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String asked = exchange.getRequestURI().getQuery() + "&" + body;
        boolean allowed =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && TENANT.equals(exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
        String answer =
                allowed
                        ? "{\"status\":\"success\",\"data\":"
                                + data(exchange.getRequestURI().getPath(), asked)
                                + "}"
                        : "{\"status\":\"error\",\"errorType\":\"x\",\"error\":\"no token\"}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(allowed ? 200 : 401, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String data(String path, String asked) {
        return switch (path) {
            case "/prefix/api/v1/status/buildinfo" -> "{\"version\":\"2.42.0\"}";
            case "/prefix/api/v1/alerts" ->
                    """
                    {"alerts":[{"labels":{"alertname":"CatalogSlow","job":"catalog","severity":"page"},
                     "annotations":{"summary":"catalog is slow"},"state":"firing",
                     "activeAt":"%s","value":"2e+00"}]}\
                    """
                            .formatted(since);
            case "/prefix/api/v1/rules" -> "{\"groups\":[]}";
            case "/prefix/api/v1/targets" -> "{\"activeTargets\":[],\"droppedTargets\":[]}";
            case "/prefix/api/v1/metadata" -> "{}";
            case "/prefix/api/v1/query" ->
                    asked.contains("count(up)") || asked.contains("count%28up%29")
                            ? "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":["
                                    + since.getEpochSecond()
                                    + ",\"2\"]}]}"
                            : "{\"resultType\":\"vector\",\"result\":[]}";
            case "/prefix/api/v1/query_range" -> "{\"resultType\":\"matrix\",\"result\":[]}";
            default -> "[]";
        };
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
