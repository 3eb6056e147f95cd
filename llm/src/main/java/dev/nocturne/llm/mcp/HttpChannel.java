package dev.nocturne.llm.mcp;

import dev.nocturne.llm.mcp.McpFailure.Kind;
import dev.nocturne.llm.provider.AnswerBudget;
import dev.nocturne.llm.provider.BodyReader;
import dev.nocturne.llm.provider.EventStreamParser;
import dev.nocturne.llm.provider.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streamable HTTP: one POST for each message, answered by a document or by a stream that holds the
 * answer. Works on the calling thread, so an interrupt ends the request.
 */
final class HttpChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(HttpChannel.class);
    private static final String SESSION = "Mcp-Session-Id";
    private static final String REVISION = "MCP-Protocol-Version";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The time to end a session, which is optional; the shutdown waits no longer for it. */
    private static final Duration END_TIMEOUT = Duration.ofMillis(500);

    /** Bytes of an error's body; enough for a JSON-RPC error. */
    private static final int MAX_ERROR_BYTES = 64 << 10;

    /** How often one answer is resumed after its stream broke off. */
    private static final int MAX_RESUMES = 5;

    /** Pause before a stream is resumed, unless the server sets one. */
    private static final Duration RESUME_PAUSE = Duration.ofSeconds(1);

    private final URI url;
    private final Map<String, Secret> headers;
    private final AnswerBudget budget;
    private final HttpClient client;
    private final AtomicReference<@Nullable String> session = new AtomicReference<>();
    private final AtomicReference<@Nullable String> revision = new AtomicReference<>();
    private final AtomicBoolean toolsChanged = new AtomicBoolean();
    private volatile boolean open = true;

    HttpChannel(URI url, Map<String, Secret> headers, AnswerBudget budget) {
        this.url = url;
        this.headers = headers;
        this.budget = budget;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
    }

    @Override
    public JsonNode exchange(Outgoing request, Duration timeout)
            throws McpFailure, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        HttpRequest.Builder post = post(request.message(), timeout);
        request.headers().forEach(post::setHeader);
        Optional.ofNullable(request.headers().get(REVISION)).ifPresent(revision::set);
        Stream stream = new Stream(request.id(), deadline);
        JsonNode answer = read(send(post.build(), timeout), request, stream);
        for (int resumes = 0; answer == null; resumes++) {
            answer = resume(stream, request, resumes);
        }
        return answer;
    }

    /** Reads the answer; null if a stream that can be resumed ended before it. */
    private @Nullable JsonNode read(
            HttpResponse<BodyReader> response, Outgoing request, Stream stream)
            throws McpFailure, InterruptedException {
        try (BodyReader body = response.body();
                AnswerBudget.Share share = budget.open()) {
            refuseCompressed(response);
            if (response.statusCode() != 200) {
                throw explain(response, body, stream.deadline);
            }
            if (request.method().equals("initialize")) {
                response.headers().firstValue(SESSION).ifPresent(session::set);
            }
            String type =
                    response.headers()
                            .firstValue("content-type")
                            .orElse("")
                            .toLowerCase(Locale.ROOT);
            return type.startsWith("text/event-stream")
                    ? stream.read(body, share)
                    : document(body, share, request.id(), stream.deadline);
        } catch (JacksonException e) {
            throw new McpFailure(Kind.MALFORMED, "sends an answer that is not JSON", e);
        } catch (AnswerBudget.Exhausted e) {
            throw new McpFailure(Kind.UNAVAILABLE, "was not read to the end: " + e.getMessage(), e);
        }
    }

    /** Refuses compressed answers: they were not requested, and their decoded size is unlimited. */
    private static void refuseCompressed(HttpResponse<?> response) throws McpFailure {
        String encoding = response.headers().firstValue("content-encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new McpFailure(
                    Kind.MALFORMED, "sends a compressed answer, which was not asked for");
        }
    }

    private HttpResponse<BodyReader> send(HttpRequest request, Duration timeout)
            throws McpFailure, InterruptedException {
        try {
            return BodyReader.send(client, request);
        } catch (HttpTimeoutException e) {
            throw describeTimeout(timeout, e);
        } catch (ConnectException e) {
            open = false;
            throw new McpFailure(
                    Kind.UNAVAILABLE, "cannot be reached: no connection to " + describe(url), e);
        } catch (IOException e) {
            open = false;
            throw new McpFailure(Kind.UNAVAILABLE, "broke the connection", e);
        }
    }

    private static McpFailure describeTimeout(Duration timeout, @Nullable Throwable cause) {
        return new McpFailure(
                Kind.TIMED_OUT, "does not answer within " + timeout.toMillis() + " ms", cause);
    }

    private HttpRequest.Builder post(ObjectNode message, Duration timeout) {
        return request(timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(Rpc.JSON.writeValueAsString(message)));
    }

    private HttpRequest.Builder request(Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
        headers.forEach((name, value) -> request.header(name, value.value()));
        Optional.ofNullable(session.get()).ifPresent(known -> request.header(SESSION, known));
        Optional.ofNullable(revision.get()).ifPresent(known -> request.header(REVISION, known));
        return request;
    }

    /** Converts a status other than 200 to a failure. */
    private McpFailure explain(HttpResponse<BodyReader> response, BodyReader body, long deadline)
            throws McpFailure, InterruptedException {
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            String target = response.headers().firstValue("location").map(this::target).orElse("?");
            return new McpFailure(
                    Kind.UNAVAILABLE,
                    "redirects to another address (status "
                            + status
                            + " to "
                            + target
                            + "), which is not followed because its headers may hold secrets; set"
                            + " its url to the right address");
        }
        if (status == 401 || status == 403 || status == 407) {
            return new McpFailure(
                    Kind.UNAVAILABLE,
                    "denies access (status " + status + "); check its headers in the file");
        }
        JsonNode error = error(body, deadline);
        boolean namesSession =
                error.path("message").asString("").toLowerCase(Locale.ROOT).contains("session");
        if (session.get() != null && (status == 404 || (status == 400 && namesSession))) {
            open = false;
            return new McpFailure(Kind.SESSION_LOST, "lost the session (status " + status + ")");
        }
        if (error.isObject()) {
            return McpFailure.ofError(error);
        }
        boolean refused = status >= 400 && status < 500 && status != 408 && status != 429;
        return new McpFailure(
                refused ? Kind.REFUSED : status < 300 ? Kind.MALFORMED : Kind.UNAVAILABLE,
                "answers with status " + status);
    }

    private JsonNode error(BodyReader body, long deadline) throws McpFailure, InterruptedException {
        try (AnswerBudget.Share share = budget.open()) {
            return Rpc.JSON.readTree(text(body, share, MAX_ERROR_BYTES, deadline)).path("error");
        } catch (JacksonException | AnswerBudget.Exhausted e) {
            LOG.debug("an MCP server's error has no JSON body: {}", e.getMessage());
            return Rpc.JSON.missingNode();
        }
    }

    private String target(String location) {
        try {
            return describe(url.resolve(location));
        } catch (IllegalArgumentException e) {
            LOG.debug("an MCP server redirects to an invalid address: {}", e.getMessage());
            return "an invalid address";
        }
    }

    /** The address without parts that may be secret. */
    private static String describe(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
    }

    private JsonNode document(BodyReader body, AnswerBudget.Share share, long id, long deadline)
            throws McpFailure, AnswerBudget.Exhausted, InterruptedException {
        JsonNode document = Rpc.JSON.readTree(text(body, share, MAX_MESSAGE_BYTES, deadline));
        // Servers of revision 2025-03-26 may put several messages into an array.
        for (JsonNode message : document.isArray() ? document : List.of(document)) {
            if (Rpc.isToolsChanged(message)) {
                toolsChanged.set(true);
            }
            // An error without an id answers the request that could not be read.
            boolean anonymous = message.path("id").isNull() && message.has("error");
            if (Rpc.isAnswer(message, id) || anonymous) {
                return message;
            }
        }
        throw new McpFailure(Kind.MALFORMED, "sends a document that does not answer the request");
    }

    private static String text(BodyReader body, AnswerBudget.Share share, int most, long deadline)
            throws McpFailure, AnswerBudget.Exhausted, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (List<ByteBuffer> piece = next(body, deadline);
                !piece.isEmpty();
                piece = next(body, deadline)) {
            for (ByteBuffer buffer : piece) {
                share.add(buffer.remaining());
                if (bytes.size() + buffer.remaining() > most) {
                    throw new McpFailure(
                            Kind.MALFORMED, "sends an answer of more than " + most + " bytes");
                }
                byte[] some = new byte[buffer.remaining()];
                buffer.get(some);
                bytes.writeBytes(some);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<ByteBuffer> next(BodyReader body, long deadline)
            throws McpFailure, InterruptedException {
        try {
            List<ByteBuffer> piece =
                    body.next(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (piece == null) {
                throw new McpFailure(
                        Kind.TIMED_OUT, "does not finish its answer within the time limit");
            }
            return piece;
        } catch (McpFailure e) {
            throw e;
        } catch (IOException e) {
            throw new McpFailure(
                    Kind.UNAVAILABLE, "broke the connection in the middle of its answer", e);
        }
    }

    /** Resumes a stream after the last event with an id, which legacy servers allow. */
    private @Nullable JsonNode resume(Stream stream, Outgoing request, int resumes)
            throws McpFailure, InterruptedException {
        Duration left = Duration.ofNanos(stream.deadline - System.nanoTime());
        if (resumes >= MAX_RESUMES || stream.pause.compareTo(left) >= 0) {
            throw stream.truncation();
        }
        Thread.sleep(stream.pause);
        HttpRequest.Builder get =
                request(left.minus(stream.pause))
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", stream.lastId)
                        .GET();
        HttpResponse<BodyReader> response = send(get.build(), left);
        if (response.statusCode() == 405) {
            response.body().close();
            throw stream.truncation();
        }
        return read(response, request, stream);
    }

    /** The state of one answer that arrives as a stream, across all its connections. */
    private final class Stream {
        private final long id;
        private final long deadline;
        private String lastId = "";
        private Duration pause = RESUME_PAUSE;

        Stream(long id, long deadline) {
            this.id = id;
            this.deadline = deadline;
        }

        @Nullable JsonNode read(BodyReader body, AnswerBudget.Share share)
                throws McpFailure, AnswerBudget.Exhausted, InterruptedException {
            EventStreamParser parser = new EventStreamParser(MAX_MESSAGE_BYTES);
            long bytes = 0;
            for (List<ByteBuffer> piece = next(body, deadline);
                    !piece.isEmpty();
                    piece = next(body, deadline)) {
                for (ByteBuffer buffer : piece) {
                    bytes += buffer.remaining();
                    share.add(buffer.remaining());
                    if (bytes > MAX_MESSAGE_BYTES) {
                        throw tooLong(null);
                    }
                    JsonNode answer = read(parse(parser, buffer));
                    if (answer != null) {
                        return answer;
                    }
                }
            }
            lastId = parser.lastId();
            pause = parser.retry().orElse(pause);
            boolean resumable = !lastId.isEmpty() && session.get() != null;
            if (!resumable) {
                throw truncation();
            }
            return null;
        }

        private @Nullable JsonNode read(List<EventStreamParser.Event> events)
                throws McpFailure, InterruptedException {
            for (EventStreamParser.Event event : events) {
                if (event.data().isBlank()) {
                    continue;
                }
                JsonNode message = Rpc.JSON.readTree(event.data());
                if (Rpc.isAnswer(message, id)) {
                    return message;
                }
                if (Rpc.isToolsChanged(message)) {
                    toolsChanged.set(true);
                }
                if (Rpc.isRequest(message)) {
                    send(Rpc.answer(message));
                }
            }
            return null;
        }

        private List<EventStreamParser.Event> parse(EventStreamParser parser, ByteBuffer buffer)
                throws McpFailure {
            try {
                return parser.accept(buffer);
            } catch (EventStreamParser.TooLong e) {
                throw tooLong(e);
            }
        }

        private McpFailure tooLong(@Nullable Throwable cause) {
            return new McpFailure(
                    Kind.MALFORMED,
                    "sends an answer of more than " + MAX_MESSAGE_BYTES + " bytes",
                    cause);
        }

        McpFailure truncation() {
            return new McpFailure(Kind.UNAVAILABLE, "ended its stream before the answer");
        }
    }

    @Override
    public void send(ObjectNode message) throws McpFailure, InterruptedException {
        HttpResponse<BodyReader> response =
                send(post(message, CONNECT_TIMEOUT).build(), CONNECT_TIMEOUT);
        response.body().close();
        if (response.statusCode() >= 300) {
            LOG.debug("an MCP server answers a notification with {}", response.statusCode());
        }
    }

    @Override
    public void close() {
        open = false;
        if (session.get() != null) {
            try {
                BodyReader.send(client, request(END_TIMEOUT).DELETE().build()).body().close();
            } catch (IOException e) {
                LOG.debug("could not end the session with an MCP server: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        client.shutdownNow();
        client.close();
    }

    @Override
    public boolean cancelsByClosing() {
        return true;
    }

    @Override
    public boolean takeToolsChanged() {
        return toolsChanged.getAndSet(false);
    }

    @Override
    public boolean open() {
        return open;
    }
}
