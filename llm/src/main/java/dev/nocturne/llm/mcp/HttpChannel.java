package dev.nocturne.llm.mcp;

import dev.nocturne.llm.provider.Pieces;
import dev.nocturne.llm.provider.Secret;
import dev.nocturne.llm.provider.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streamable HTTP: a POST a message, answered by a document or by a stream in which the answer is.
 * Works on the thread that asks, so an interrupt ends the request.
 */
final class HttpChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(HttpChannel.class);
    private static final String SESSION = "Mcp-Session-Id";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofMillis(500);

    private final URI url;
    private final Map<String, Secret> headers;
    private final HttpClient client;
    private final AtomicReference<@Nullable String> session = new AtomicReference<>();
    private volatile boolean begun;
    private volatile boolean open = true;

    HttpChannel(URI url, Map<String, Secret> headers) {
        this.url = url;
        this.headers = headers;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
    }

    @Override
    public JsonNode exchange(ObjectNode request, long id, Duration timeout)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        HttpResponse<Pieces> response = send(post(request, timeout));
        try (Pieces body = response.body()) {
            if (response.statusCode() != 200) {
                // 404: the server has forgotten the session.
                open = open && response.statusCode() != 404;
                throw new IOException("status " + response.statusCode());
            }
            response.headers().firstValue(SESSION).ifPresent(session::set);
            begun = true;
            boolean stream =
                    response.headers()
                            .firstValue("content-type")
                            .orElse("")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("text/event-stream");
            return stream ? fromStream(body, id, deadline) : fromDocument(body, deadline);
        } catch (JacksonException e) {
            throw new IOException("an answer that is not JSON", e);
        }
    }

    private HttpResponse<Pieces> send(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.send(request, _ -> new Pieces());
        } catch (HttpTimeoutException e) {
            throw new SilentServer();
        } catch (IOException e) {
            open = false;
            throw e;
        }
    }

    private HttpRequest post(ObjectNode message, Duration timeout) {
        HttpRequest.Builder request =
                request(timeout)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString(Rpc.JSON.writeValueAsString(message)));
        return request.build();
    }

    private HttpRequest.Builder request(Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
        headers.forEach((name, value) -> request.header(name, value.value()));
        String known = session.get();
        if (known != null) {
            request.header(SESSION, known);
        }
        if (begun) {
            request.header("MCP-Protocol-Version", Connection.PROTOCOL);
        }
        return request;
    }

    private static JsonNode fromDocument(Pieces body, long deadline)
            throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (List<ByteBuffer> piece = next(body, deadline);
                !piece.isEmpty();
                piece = next(body, deadline)) {
            for (ByteBuffer buffer : piece) {
                byte[] some = new byte[buffer.remaining()];
                buffer.get(some);
                bytes.writeBytes(some);
            }
            if (bytes.size() > MAX_MESSAGE_BYTES) {
                throw new IOException("an answer of more than " + MAX_MESSAGE_BYTES + " bytes");
            }
        }
        return Rpc.JSON.readTree(bytes.toString(StandardCharsets.UTF_8));
    }

    private JsonNode fromStream(Pieces body, long id, long deadline)
            throws IOException, InterruptedException {
        SseParser parser = new SseParser(MAX_MESSAGE_BYTES);
        for (List<ByteBuffer> piece = next(body, deadline);
                !piece.isEmpty();
                piece = next(body, deadline)) {
            for (ByteBuffer buffer : piece) {
                for (var event : events(parser, buffer)) {
                    JsonNode message = Rpc.JSON.readTree(event.data());
                    if (Rpc.answers(message, id)) {
                        return message;
                    }
                    if (Rpc.asks(message)) {
                        tell(Rpc.answer(message));
                    }
                }
            }
        }
        throw new IOException("a stream that ended without the answer");
    }

    private static List<SseParser.Event> events(SseParser parser, ByteBuffer buffer)
            throws IOException {
        try {
            return parser.accept(buffer);
        } catch (SseParser.TooLong e) {
            throw new IOException("an event of more than " + MAX_MESSAGE_BYTES + " bytes", e);
        }
    }

    private static List<ByteBuffer> next(Pieces body, long deadline)
            throws IOException, InterruptedException {
        List<ByteBuffer> piece =
                body.next(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        if (piece == null) {
            throw new SilentServer();
        }
        return piece;
    }

    @Override
    public void tell(ObjectNode notification) throws IOException, InterruptedException {
        client.send(post(notification, CONNECT), BodyHandlers.discarding());
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        if (session.get() != null) {
            try {
                client.send(request(GOODBYE).DELETE().build(), BodyHandlers.discarding());
            } catch (IOException e) {
                LOG.debug("an MCP server did not hear the goodbye: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        client.shutdownNow();
        client.close();
    }
}
