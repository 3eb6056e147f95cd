package dev.nocturne.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server of scripted answers on a loopback port. Several answers for one path are given in turn,
 * and the last one repeatedly.
 */
public final class FakeServer implements AutoCloseable {
    /** What was asked. */
    public record Asked(
            String method, String path, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    private record Answer(int status, String type, String body, boolean broken) {}

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    public FakeServer() throws IOException {
        // Else each small answer waits 40 ms for the acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Puts an answer for {@code METHOD /path?query}. */
    public FakeServer put(String request, int status, String json) {
        String type = status / 100 == 2 ? "application/json" : "application/problem+json";
        return put(request, new Answer(status, type, json, false));
    }

    /** Puts an answer in place of all that were put for the request before. */
    public FakeServer replace(String request, int status, String json) {
        answers.remove(request);
        return put(request, status, json);
    }

    /** Puts a stream that ends in order. */
    public FakeServer stream(String request, String frames) {
        return put(request, new Answer(200, "text/event-stream; charset=utf-8", frames, false));
    }

    /** Puts a stream whose connection is cut after the frames. */
    public FakeServer brokenStream(String request, String frames) {
        return put(request, new Answer(200, "text/event-stream; charset=utf-8", frames, true));
    }

    /** Everything asked so far. */
    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private FakeServer put(String request, Answer answer) {
        answers.computeIfAbsent(request, r -> new ArrayList<>()).add(answer);
        return this;
    }

    private Answer next(String request) {
        List<Answer> left = answers.get(request);
        if (left == null) {
            return new Answer(
                    404,
                    "application/problem+json",
                    "{\"status\":404,\"detail\":\"no " + request + "\",\"code\":\"not_found\"}",
                    false);
        }
        synchronized (left) {
            return left.size() == 1 ? left.getFirst() : left.removeFirst();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (asked) {
            asked.add(
                    new Asked(
                            exchange.getRequestMethod(),
                            path,
                            Map.copyOf(exchange.getRequestHeaders()),
                            body));
        }
        Answer answer = next(exchange.getRequestMethod() + " " + path);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), 0);
        OutputStream out = exchange.getResponseBody();
        out.write(answer.body().getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (answer.broken()) {
            throw new UncheckedIOException(new IOException("cut on purpose"));
        }
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
