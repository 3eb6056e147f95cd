package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Answer;
import dev.nocturne.sources.prometheus.wire.AnswerBody;
import dev.nocturne.sources.prometheus.wire.CappedStream;
import dev.nocturne.sources.prometheus.wire.JsonCursor;
import dev.nocturne.sources.prometheus.wire.LargeAnswerException;
import dev.nocturne.sources.prometheus.wire.ServerText;
import dev.nocturne.sources.prometheus.wire.TlsFiles;
import dev.nocturne.sources.prometheus.wire.UnreadableAnswerException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server over HTTP: a few questions at a time, each with a limit of time for all of it and
 * of bytes. Only the host of the settings is contacted: no proxy, no redirect.
 */
final class ApiConnection {
    /** More of an error is not shown. */
    private static final int ERROR_BYTES = 16 << 10;

    private static final String GZIP = "gzip";

    private final PrometheusSettings settings;
    private final ServerText text;
    private final Semaphore permits;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable HttpClient opened;

    ApiConnection(PrometheusSettings settings) {
        this.settings = settings;
        this.text = new ServerText(settings.headers().values());
        this.permits = new Semaphore(settings.limits().inFlight(), true);
    }

    ServerText text() {
        return text;
    }

    /** Waits for its turn, asks, and reads the answer with the reader. */
    <T> Reply<T> ask(ApiRequest request, Envelope.DataReader<T> reader)
            throws InterruptedException {
        return askWhole(request, (_, json) -> Envelope.read(json, reader, text));
    }

    /** Reads an answer whose headers matter. */
    interface AnswerReader<T> {
        Reply<T> read(HttpResponse<?> response, JsonCursor json) throws IOException;
    }

    /** Like {@link #ask}, for what is in the headers too. */
    <T> Reply<T> askWhole(ApiRequest request, AnswerReader<T> reader) throws InterruptedException {
        permits.acquire();
        try {
            long deadline = System.nanoTime() + settings.limits().timeout().toNanos();
            HttpResponse<AnswerBody> response = send(request, deadline);
            try (AnswerBody body = response.body()) {
                return read(response, body, reader);
            }
        } catch (NoAnswerException e) {
            return new Reply.Failed<>(e.reason, e.clause);
        } finally {
            permits.release();
        }
    }

    /** Why there is no answer to read. */
    private static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1;

        private final Answer.Reason reason;
        private final String clause;

        NoAnswerException(Answer.Reason reason, String clause) {
            super(clause);
            this.reason = reason;
            this.clause = clause;
        }
    }

    private HttpResponse<AnswerBody> send(ApiRequest request, long deadline)
            throws NoAnswerException, InterruptedException {
        try {
            HttpClient client = client();
            try {
                return AnswerBody.send(client, toHttp(request, deadline), deadline);
            } catch (HttpTimeoutException | ConnectException | SSLException e) {
                throw e;
            } catch (IOException _) {
                // The server may have closed a connection of an earlier question. A question
                // changes nothing, so it can be sent once more.
                return AnswerBody.send(client, toHttp(request, deadline), deadline);
            }
        } catch (TlsFiles.UnusableFileException e) {
            throw new NoAnswerException(Answer.Reason.UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (HttpConnectTimeoutException _) {
            throw new NoAnswerException(
                    Answer.Reason.UNREACHABLE, "no connection to " + host() + within());
        } catch (HttpTimeoutException _) {
            throw new NoAnswerException(Answer.Reason.TIME_LIMIT, "it did not answer" + within());
        } catch (ConnectException e) {
            throw new NoAnswerException(
                    Answer.Reason.UNREACHABLE,
                    isUnresolved(e)
                            ? "the name of " + host() + " is not known; check its address"
                            : "nothing answers at " + host() + "; check its address");
        } catch (SSLException e) {
            throw new NoAnswerException(
                    Answer.Reason.UNREACHABLE,
                    "no secure connection to "
                            + host()
                            + "; check its certificate's authority and whether it wants a"
                            + " certificate of the client: "
                            + text.clean(String.valueOf(e.getMessage())));
        } catch (IOException _) {
            throw new NoAnswerException(
                    Answer.Reason.UNREACHABLE,
                    "the connection to " + host() + " broke before it answered");
        }
    }

    private static boolean isUnresolved(@Nullable Throwable e) {
        return e != null && (e instanceof UnresolvedAddressException || isUnresolved(e.getCause()));
    }

    private HttpClient client() throws TlsFiles.UnusableFileException {
        opening.lock();
        try {
            HttpClient client = opened;
            if (client == null) {
                HttpClient.Builder builder =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .proxy(HttpClient.Builder.NO_PROXY);
                if (settings.authority().isPresent() || settings.certificate().isPresent()) {
                    builder.sslContext(TlsFiles.read(settings.authority(), settings.certificate()));
                }
                client = builder.build();
                opened = client;
            }
            return client;
        } finally {
            opening.unlock();
        }
    }

    private HttpRequest toHttp(ApiRequest request, long deadline) throws NoAnswerException {
        HttpRequest.Builder builder = builder(request);
        builder.timeout(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        for (Map.Entry<String, String> header : settings.headers().entrySet()) {
            try {
                builder.header(header.getKey(), header.getValue());
            } catch (IllegalArgumentException _) {
                // Its message has the value, which is secret.
                throw new NoAnswerException(
                        Answer.Reason.UNREACHABLE,
                        "the header "
                                + text.clean(header.getKey())
                                + " cannot be sent: its name is reserved, or its name or value has"
                                + " characters that headers do not have");
            }
        }
        return builder.setHeader("Accept", "application/json")
                .setHeader("Accept-Encoding", GZIP)
                .build();
    }

    private HttpRequest.Builder builder(ApiRequest request) throws NoAnswerException {
        URI base = settings.url();
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        if (base.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new NoAnswerException(
                    Answer.Reason.UNREACHABLE,
                    "its address cannot be used: expected http:// or https:// and a host, whose"
                            + " name has letters, digits, hyphens and dots");
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String address =
                scheme
                        + "://"
                        + host()
                        + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                        + request.path();
        if (request.method() == ApiRequest.Method.GET) {
            String query = request.parameters().isEmpty() ? "" : "?" + request.parameters();
            return HttpRequest.newBuilder(URI.create(address + query)).GET();
        }
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(request.parameters()));
    }

    /** With the port, without a user's name and password. */
    private String host() {
        URI url = settings.url();
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    private String within() {
        return " within " + settings.limits().timeout().toMillis() / 1000.0 + " s";
    }

    private <T> Reply<T> read(
            HttpResponse<AnswerBody> response, AnswerBody body, AnswerReader<T> reader)
            throws NoAnswerException, InterruptedException {
        int status = response.statusCode();
        String type = header(response, "Content-Type").toLowerCase(Locale.ROOT);
        if (status / 100 == 3) {
            return refuseRedirect(response);
        }
        try (InputStream content = unpack(response, body)) {
            if (status / 100 != 2) {
                return Refusal.read(status, type, readError(content)).reply(text);
            }
            if (type.contains("html")) {
                throw new UnreadableAnswerException(
                        "it answers with a web page, not with data; check its address and the path"
                                + " in it, and whether it wants a login");
            }
            try (JsonCursor json = JsonCursor.open(content)) {
                Reply<T> reply = reader.read(response, json);
                if (!json.isStopped()) {
                    body.finish();
                }
                return reply;
            }
        } catch (InterruptedIOException e) {
            throw interrupted(e);
        } catch (LargeAnswerException e) {
            throw new NoAnswerException(Answer.Reason.TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (UnreadableAnswerException e) {
            throw new NoAnswerException(Answer.Reason.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (HttpTimeoutException _) {
            throw new NoAnswerException(
                    Answer.Reason.TIME_LIMIT, "its answer was not complete" + within());
        } catch (ZipException | EOFException _) {
            throw new NoAnswerException(
                    Answer.Reason.UNREADABLE, "its compressed answer is broken or ends early");
        } catch (IOException _) {
            throw new NoAnswerException(
                    Answer.Reason.UNREADABLE, "the connection broke in the middle of its answer");
        }
    }

    private <T> Reply<T> refuseRedirect(HttpResponse<?> response) {
        String place = text.clean(header(response, "Location"));
        return new Reply.Failed<>(
                Answer.Reason.REFUSED,
                "it redirects"
                        + (place.isEmpty() ? "" : " to " + place)
                        + " ("
                        + response.statusCode()
                        + "), which is not followed; configure the address that answers itself, and"
                        + " a credential if it wants a login");
    }

    /** The limit holds for what arrives and for what it becomes. */
    private InputStream unpack(HttpResponse<?> response, AnswerBody body) throws IOException {
        int limit = settings.limits().answerBytes();
        InputStream arrived = new CappedStream(body, limit);
        String encoding = header(response, "Content-Encoding").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> arrived;
            case GZIP, "x-gzip" -> new CappedStream(new GZIPInputStream(arrived), limit);
            default ->
                    throw new UnreadableAnswerException(
                            "its answer is compressed in a way that was not asked for");
        };
    }

    /** As much of an error as comes: its status already says that there is no answer. */
    private static byte[] readError(InputStream content) throws InterruptedIOException {
        byte[] bytes = new byte[ERROR_BYTES];
        int size = 0;
        try {
            int more;
            while (size < bytes.length
                    && (more = content.read(bytes, size, bytes.length - size)) > 0) {
                size += more;
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException _) {
            // The status and what came before it broke off are shown.
        }
        return Arrays.copyOf(bytes, size);
    }

    private static InterruptedException interrupted(InterruptedIOException cause) {
        // The exception says it now.
        Thread.interrupted();
        InterruptedException e = new InterruptedException("interrupted while an answer is read");
        e.initCause(cause);
        return e;
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("").strip();
    }
}
