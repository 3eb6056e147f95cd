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
 * One request to a provider, as the HTTP client of the model library. Works on the calling thread,
 * which sends the request, reads the answer and passes each event to the library, so interrupting
 * it closes the connection. Failures are kept for {@link #check}, because the library would wrap
 * them.
 */
final class ProviderExchange implements HttpClient {
    /** How long to wait for bytes after the last event, so that the connection can be reused. */
    private static final Duration DRAIN_TIME = Duration.ofMillis(100);

    /** Headers of the library that are replaced. */
    private static final Set<String> REPLACED_HEADERS =
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

    /** A builder for the library that returns this client. */
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

    /** Throws the failure that ended the exchange, if any. */
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
        throw new IllegalStateException("only streams are supported: " + request.method());
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpResponse<BodyReader> response = BodyReader.send(wire.client(), translate(request));
            try (BodyReader body = response.body();
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
                    recordMissingStream(body);
                }
            }
        } catch (InterruptedException e) {
            interrupted = e;
        } catch (AnswerBudget.Exhausted e) {
            fail(Kind.UNAVAILABLE, who + " was not read to the end: " + e.getMessage() + ".");
        } catch (IOException e) {
            recordBrokenConnection(e);
        }
        if (!isEnded()) {
            listener.onClose();
        }
    }

    private java.net.http.HttpRequest translate(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                        .timeout(atLeastAMoment(timeLeft()))
                        .header("User-Agent", "nocturne")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        request.headers()
                .forEach((name, values) -> {
                    if (!REPLACED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> builder.header(name, value));
                    }
                });
        keyHeaders.forEach(builder::header);
        return builder.build();
    }

    private void stream(BodyReader body, AnswerBudget.Share share, ServerSentEventListener listener)
            throws IOException, InterruptedException {
        EventStreamParser events = new EventStreamParser(wire.limits().lineBytes());
        long bytes = 0;
        while (!isEnded() && !watch.hasEnded()) {
            List<ByteBuffer> piece = next(body);
            if (piece == null) {
                return;
            }
            if (piece.isEmpty()) {
                if (!watch.isComplete()) {
                    fail(
                            Kind.CONNECTION,
                            who + " ended the connection in the middle of an answer.");
                }
                return;
            }
            bytes += size(piece);
            share.add(size(piece));
            if (bytes > wire.limits().bodyBytes()) {
                fail(Kind.BROKEN_ANSWER, who + " sends an answer that exceeds the size limit.");
                return;
            }
            deliver(events, piece, listener);
        }
        if (!isEnded()) {
            drain(body);
        }
    }

    private void deliver(
            EventStreamParser events, List<ByteBuffer> piece, ServerSentEventListener listener) {
        try {
            for (ByteBuffer buffer : piece) {
                for (EventStreamParser.Event event : events.accept(buffer)) {
                    if (!isEnded() && !watch.hasEnded()) {
                        deliver(new ServerSentEvent(event.event(), event.data()), listener);
                    }
                }
            }
        } catch (EventStreamParser.TooLong e) {
            fail(Kind.BROKEN_ANSWER, who + " sends an event that exceeds the size limit.");
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
            // The library passes on exceptions of its parser, whose messages quote the answer.
            fail(Kind.BROKEN_ANSWER, who + " sent an event that cannot be understood.");
        }
    }

    /** Waits for the next piece. If none arrives in time, fails the exchange and returns null. */
    private @Nullable List<ByteBuffer> next(BodyReader body)
            throws IOException, InterruptedException {
        Duration left = timeLeft();
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

    private void drain(BodyReader body) throws InterruptedException {
        try {
            List<ByteBuffer> piece = body.next(DRAIN_TIME);
            while (piece != null && !piece.isEmpty()) {
                piece = body.next(DRAIN_TIME);
            }
        } catch (IOException e) {
            // The answer is complete; only the connection cannot be reused.
            return;
        }
    }

    private void recordRefusal(HttpResponse<BodyReader> response, BodyReader body)
            throws IOException, InterruptedException {
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            fail(
                    Kind.REFUSED,
                    who
                            + " redirects to another address (status "
                            + status
                            + "), which is not followed,"
                            + " because the request contains the key. Set the base URL to the right address.");
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

    /** Records an error, or that the server does not support streams, from a document. */
    private void recordMissingStream(BodyReader body) throws IOException, InterruptedException {
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
            // A page of a server that is not a model provider.
            fail(Kind.BROKEN_ANSWER, who + " answered with a page instead of a stream.");
        }
        fail(Kind.BROKEN_ANSWER, who + " answered with a document instead of a stream.");
    }

    /** Reads the beginning of a body that is not an answer. */
    private String text(BodyReader body) throws IOException, InterruptedException {
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

    private void recordBrokenConnection(IOException e) {
        if (e instanceof HttpConnectTimeoutException) {
            fail(Kind.CONNECTION, who + " does not accept connections.");
        } else if (e instanceof HttpTimeoutException) {
            fail(Kind.TIMEOUT, who + " did not begin to answer in time.");
        } else if (isCausedBy(e, UnresolvedAddressException.class)) {
            fail(Kind.CONNECTION, "The host of " + who + " cannot be resolved.");
        } else if (isCausedBy(e, ConnectException.class)) {
            fail(Kind.CONNECTION, "Nothing answers at the address of " + who + ".");
        } else if (isCausedBy(e, javax.net.ssl.SSLException.class)) {
            fail(Kind.CONNECTION, "The TLS connection to " + who + " failed.");
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

    /** A missing type counts as a stream; if it is none, parsing the first event fails. */
    private static boolean isStream(HttpResponse<?> response) {
        return response.headers()
                .firstValue("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                .orElse(true);
    }

    /** Compression is not requested, and the size of decompressed data is unlimited. */
    private static boolean isCompressed(HttpResponse<?> response) {
        return response.headers()
                .firstValue("content-encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent();
    }

    private static long size(List<ByteBuffer> piece) {
        return piece.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    private Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static Duration atLeastAMoment(Duration time) {
        return time.isPositive() ? time : Duration.ofMillis(1);
    }

    /** The builder that the library uses; it ignores the library's time limits. */
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
