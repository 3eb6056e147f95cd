package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request to a provider, as the model library's HTTP client. It works on the thread that calls
 * it: that thread sends, reads and passes each event to the library, so interrupting it closes the
 * connection. Failures are kept for {@link #check}, because the library wraps exceptions.
 */
final class ProviderExchange implements HttpClient {
    /** For the last bytes after the last event, so that the connection can be used again. */
    private static final Duration LAST_BYTES = Duration.ofMillis(100);

    /** The library sets these for itself; ours are the right ones. */
    private static final Set<String> OWN_HEADERS =
            Set.of("authorization", "x-api-key", "api-key", "user-agent");

    private final ProviderHttp wire;
    private final Map<String, String> keyHeaders;
    private final StreamWatch watch;
    private final Refusals refusals;
    private final String who;
    private final long deadline;

    private @Nullable ModelFailure failure;
    private @Nullable InterruptedException interrupted;
    private @Nullable RuntimeException thrownByListener;

    ProviderExchange(
            ProviderHttp wire,
            Endpoint endpoint,
            Map<String, String> keyHeaders,
            StreamWatch watch,
            String who,
            Duration timeout) {
        this.wire = wire;
        this.keyHeaders = keyHeaders;
        this.watch = watch;
        this.who = who;
        refusals = new Refusals(who, endpoint.key());
        deadline = System.nanoTime() + timeout.toNanos();
    }

    /** For the library: a builder that builds this. */
    HttpClientBuilder builder() {
        return new Builder(this);
    }

    /** Whether the exchange has ended; further events are ignored. */
    boolean isEnded() {
        return failure != null || interrupted != null || thrownByListener != null;
    }

    void fail(Kind kind, String message) {
        if (!isEnded()) {
            failure = new ModelFailure(kind, message);
        }
    }

    /** Ends the exchange because the listener threw; {@link #check} rethrows it. */
    void recordThrown(RuntimeException byListener) {
        if (!isEnded()) {
            thrownByListener = byListener;
        }
    }

    /** Throws what ended the exchange early, if anything did. */
    void check() throws ModelFailure, InterruptedException {
        if (interrupted != null) {
            throw interrupted;
        }
        if (thrownByListener != null) {
            throw thrownByListener;
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new IllegalStateException("only streams are asked for: " + request.method());
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpResponse<Pieces> response =
                    wire.client().send(translate(request), _ -> new Pieces());
            try (Pieces body = response.body();
                    AnswerBudget.Share share = wire.budget().open()) {
                if (isCompressed(response)) {
                    fail(
                            Kind.BROKEN_ANSWER,
                            who + " sent a compressed answer, which was not asked for.");
                } else if (response.statusCode() != 200) {
                    recordRefusal(response, body);
                } else if (isStream(response)) {
                    stream(body, share, listener);
                } else {
                    noStream(body);
                }
            }
        } catch (InterruptedException e) {
            interrupted = e;
        } catch (AnswerBudget.Exhausted e) {
            fail(Kind.UNAVAILABLE, who + " was not heard to the end: " + e.getMessage() + ".");
        } catch (IOException e) {
            broken(e);
        }
        if (!isEnded()) {
            listener.onClose();
        }
    }

    private java.net.http.HttpRequest translate(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                        .timeout(atLeastAMoment(left()))
                        .header("User-Agent", "nocturne")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        request.headers()
                .forEach((name, values) -> {
                    if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> builder.header(name, value));
                    }
                });
        keyHeaders.forEach(builder::header);
        return builder.build();
    }

    private void stream(Pieces body, AnswerBudget.Share share, ServerSentEventListener listener)
            throws IOException, InterruptedException {
        EventStreamParser events = new EventStreamParser(wire.limits().lineBytes());
        long bytes = 0;
        while (!isEnded() && !watch.over()) {
            List<ByteBuffer> piece = next(body);
            if (piece == null) {
                return;
            }
            if (piece.isEmpty()) {
                if (!watch.whole()) {
                    fail(
                            Kind.CONNECTION,
                            who + " ended the connection in the middle of an answer.");
                }
                return;
            }
            bytes += size(piece);
            share.add(size(piece));
            if (bytes > wire.limits().bodyBytes()) {
                fail(Kind.BROKEN_ANSWER, who + " sends more than an answer can be long.");
                return;
            }
            deliver(events, piece, listener);
        }
        if (!isEnded()) {
            lastBytes(body);
        }
    }

    private void deliver(
            EventStreamParser events, List<ByteBuffer> piece, ServerSentEventListener listener) {
        try {
            for (ByteBuffer buffer : piece) {
                for (EventStreamParser.Event event : events.accept(buffer)) {
                    if (!isEnded() && !watch.over()) {
                        deliver(new ServerSentEvent(event.event(), event.data()), listener);
                    }
                }
            }
        } catch (EventStreamParser.TooLong e) {
            fail(Kind.BROKEN_ANSWER, who + " sends more in one event than an answer can be long.");
        }
    }

    private void deliver(ServerSentEvent event, ServerSentEventListener listener) {
        if (event.data().isBlank()) {
            return;
        }
        try {
            switch (watch.read(event)) {
                case StreamWatch.Reading.Failed it -> failure = refusals.inAnswer(it.error());
                case StreamWatch.Reading.Content it -> listener.onEvent(it.event());
                case StreamWatch.Reading.Ignored _ -> {}
            }
        } catch (JacksonException e) {
            fail(Kind.BROKEN_ANSWER, who + " sent an event that is not JSON.");
        } catch (RuntimeException e) {
            // The library throws what its parser throws, and that quotes the answer.
            fail(Kind.BROKEN_ANSWER, who + " sent an event that cannot be understood.");
        }
    }

    /** The next piece; null when none came in time, and then the exchange has failed. */
    private @Nullable List<ByteBuffer> next(Pieces body) throws IOException, InterruptedException {
        Duration left = left();
        Duration idle = wire.limits().idle();
        List<ByteBuffer> piece = body.next(left.compareTo(idle) < 0 ? left : idle);
        if (piece == null) {
            fail(
                    Kind.TIMEOUT,
                    left.compareTo(idle) < 0
                            ? who + " did not finish its answer in time."
                            : who + " stopped in the middle of its answer.");
        }
        return piece;
    }

    private void lastBytes(Pieces body) throws InterruptedException {
        try {
            List<ByteBuffer> piece = body.next(LAST_BYTES);
            while (piece != null && !piece.isEmpty()) {
                piece = body.next(LAST_BYTES);
            }
        } catch (IOException e) {
            // The answer is whole; only the connection cannot be used again.
            return;
        }
    }

    private void recordRefusal(HttpResponse<Pieces> response, Pieces body)
            throws IOException, InterruptedException {
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            fail(
                    Kind.REFUSED,
                    who
                            + " points to another address (status "
                            + status
                            + "), which is not"
                            + " followed with the key: set the base URL to the right one.");
            return;
        }
        String text = text(body);
        if (!isEnded()) {
            failure =
                    refusals.ofStatus(
                            status,
                            text,
                            RetryAfter.of(response.headers(), wire.clock()).orElse(null));
        }
    }

    /** A document where a stream was asked for: an error, or a server that knows no streams. */
    private void noStream(Pieces body) throws IOException, InterruptedException {
        String text = text(body);
        if (isEnded()) {
            return;
        }
        try {
            JsonNode error = JsonMapper.shared().readTree(text).path("error");
            if (!error.isMissingNode() && !error.isNull()) {
                failure = refusals.inAnswer(error);
                return;
            }
        } catch (JacksonException e) {
            // Then it is a page of something that is no model at all.
            fail(Kind.BROKEN_ANSWER, who + " answered with a page instead of a stream.");
        }
        fail(Kind.BROKEN_ANSWER, who + " answered with a document instead of a stream.");
    }

    /** As much of a body as is wanted of one that is no answer. */
    private String text(Pieces body) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<ByteBuffer> piece = next(body);
        while (piece != null && !piece.isEmpty() && bytes.size() < wire.limits().errorBytes()) {
            for (ByteBuffer buffer : piece) {
                byte[] some =
                        new byte
                                [Math.min(
                                        buffer.remaining(),
                                        wire.limits().errorBytes() - bytes.size())];
                buffer.get(some);
                bytes.writeBytes(some);
            }
            piece = next(body);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void broken(IOException e) {
        if (e instanceof HttpConnectTimeoutException) {
            fail(Kind.CONNECTION, who + " does not take connections.");
        } else if (e instanceof HttpTimeoutException) {
            fail(Kind.TIMEOUT, who + " did not begin to answer in time.");
        } else if (isCausedBy(e, UnresolvedAddressException.class)) {
            fail(Kind.CONNECTION, "The host of " + who + " is not known.");
        } else if (isCausedBy(e, ConnectException.class)) {
            fail(Kind.CONNECTION, "Nothing answers at the address of " + who + ".");
        } else if (isCausedBy(e, javax.net.ssl.SSLException.class)) {
            fail(Kind.CONNECTION, "No secure connection to " + who + " could be made.");
        } else {
            fail(Kind.CONNECTION, "The connection to " + who + " broke.");
        }
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> by) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (by.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    /** A missing type is taken for a stream; if it is none, the first event shows it. */
    private static boolean isStream(HttpResponse<?> response) {
        return response.headers()
                .firstValue("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                .orElse(true);
    }

    /** Compression is never asked for, and unpacking it would have no limit. */
    private static boolean isCompressed(HttpResponse<?> response) {
        return response.headers()
                .firstValue("content-encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent();
    }

    private static long size(List<ByteBuffer> piece) {
        return piece.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static Duration atLeastAMoment(Duration time) {
        return time.isPositive() ? time : Duration.ofMillis(1);
    }

    /** What the library wants to build its client with; limits are ours. */
    private record Builder(ProviderExchange exchange) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return exchange.wire.limits().connect();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return exchange.wire.limits().idle();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return exchange;
        }
    }
}
