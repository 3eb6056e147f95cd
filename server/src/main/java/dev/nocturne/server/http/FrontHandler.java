package dev.nocturne.server.http;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.MemoryBudget;
import dev.nocturne.core.Result;
import dev.nocturne.server.auth.HostCheck;
import dev.nocturne.server.auth.Tokens;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/**
 * Serves every request on a virtual thread of its own: host check, route, authentication, handler,
 * answer.
 */
public final class FrontHandler extends Handler.Abstract {
    /**
     * What is served now; replaced as a whole.
     *
     * @param unavailable why only open routes are served; null when all are
     */
    private record Served(
            Router router, Route.Handler pages, @Nullable ProblemDetails unavailable) {}

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final ProblemDetails STARTING =
            new ProblemDetails(503, "starting", "The server is starting; try again in a moment.");
    private static final ProblemDetails STOPPING =
            ProblemDetails.of(
                    ErrorCode.SHUTTING_DOWN, "The server is shutting down; try again in a moment.");

    /**
     * How long a request waits for the end of the start: as long as a start with many large packs.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch opened = new CountDownLatch(1);
    private final ConnectionTracker connections;
    private final HostCheck hosts;
    private final Tokens tokens;
    private final LongSupplier nanos;
    private final MemoryBudget budget;
    private volatile Served served;

    /**
     * Serves {@code atOnce} only, until {@link #open}; other requests wait for that. {@code nanos}:
     * a clock for time limits; {@code budget}: the memory that requests share.
     */
    public FrontHandler(
            ConnectionTracker connections,
            HostCheck hosts,
            Tokens tokens,
            List<Route> atOnce,
            LongSupplier nanos,
            MemoryBudget budget) {
        this.connections = connections;
        this.hosts = hosts;
        this.tokens = tokens;
        this.nanos = nanos;
        this.budget = budget;
        served = new Served(new Router(atOnce), x -> Reply.refuse(STARTING), STARTING);
    }

    /** Serves these routes, and {@code pages} for any other path outside of the API. */
    public void open(List<Route> routes, Route.Handler pages) {
        served = new Served(new Router(routes), pages, null);
        opened.countDown();
    }

    /** Refuses all but the open routes from now on. */
    public void close() {
        Served now = served;
        served = new Served(now.router(), now.pages(), STOPPING);
        opened.countDown();
    }

    /** Never serves on one of Jetty's few threads: handlers block, and streams last. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<OpenConnection> connection =
                connections.find(request).filter(OpenConnection::beginRequest);
        if (connection.isEmpty()) {
            callback.failed(new EOFException("the connection was closed before this request"));
            return true;
        }
        Request.addCompletionListener(
                request, failure -> connection.get().endRequest(bytesRead(request)));
        if (Thread.currentThread().isVirtual()) {
            serve(connection.get(), request, response, callback);
        } else {
            Thread.startVirtualThread(
                    () -> serveOnVirtualThread(connection.get(), request, response, callback));
        }
        return true;
    }

    private static long bytesRead(Request request) {
        return request.getConnectionMetaData().getConnection().getBytesIn();
    }

    private void serveOnVirtualThread(
            OpenConnection connection, Request request, Response response, Callback callback) {
        try {
            serve(connection, request, response, callback);
        } catch (Error e) {
            callback.failed(e);
            throw e;
        }
    }

    private void serve(
            OpenConnection connection, Request request, Response response, Callback callback) {
        Reply reply;
        try {
            reply = reply(connection, request);
        } catch (RuntimeException e) {
            reply = ReplySender.failure(request, e);
        } catch (IOException e) {
            callback.failed(e);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply = Reply.refuse(STOPPING);
        }
        if (connection.refusal().isPresent()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        Callback done = UnreadBody.drainAfter(request, response, reply, callback, budget, nanos);
        ReplySender.send(request, response, done, withRetryAfter(reply));
    }

    private Reply reply(OpenConnection connection, Request request)
            throws IOException, InterruptedException {
        var headers = request.getHeaders();
        var foreign =
                hosts.refusal(
                        new HostCheck.Source(
                                Headers.value(headers, "Host"),
                                Headers.value(headers, "Origin"),
                                Headers.value(headers, "Sec-Fetch-Site"),
                                !READS.contains(request.getMethod())));
        if (foreign.isPresent()) {
            return Reply.refuse(foreign.get());
        }
        String canonical = request.getHttpURI().getCanonicalPath();
        if (canonical == null) {
            return Reply.refuse(ProblemDetails.ofStatus(400));
        }
        String path = URIUtil.decodePath(canonical);
        if (!Utf8.isClean(path)) {
            return Reply.refuse(ProblemDetails.ofStatus(400));
        }
        return dispatch(served, connection, request, path);
    }

    private Reply dispatch(Served now, OpenConnection connection, Request request, String path)
            throws IOException, InterruptedException {
        Router.Found found = now.router().find(request.getMethod(), path);
        boolean open = found instanceof Router.Found.Match m && m.route().open();
        if (open) {
            return handle(found, now, exchange(request, path, found, Tokens.LOCAL_OWNER));
        }
        if (connection.refusal().isPresent()) {
            return Reply.refuse(
                    ProblemDetails.of(ErrorCode.OVERLOADED, connection.refusal().get()));
        }
        if (STARTING.equals(now.unavailable())
                && opened.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            return dispatch(served, connection, request, path);
        }
        if (now.unavailable() != null) {
            return Reply.refuse(now.unavailable());
        }
        if (found instanceof Router.Found.Nothing && !isApi(path)) {
            return handle(found, now, exchange(request, path, found, Tokens.LOCAL_OWNER));
        }
        return switch (tokens.owner(Headers.value(request.getHeaders(), "Authorization"))) {
            case Result.Ok<String> ok ->
                    handle(found, now, exchange(request, path, found, ok.value()));
            case Result.Rejected<String> no ->
                    new Reply.Refused(
                            ProblemDetails.of(no),
                            Map.of("WWW-Authenticate", "Bearer realm=\"nocturne\""));
        };
    }

    private Exchange exchange(Request request, String path, Router.Found found, String owner) {
        Map<String, String> params =
                found instanceof Router.Found.Match match ? match.params() : Map.of();
        return new Exchange(request, path, params, owner, nanos, budget);
    }

    private static Reply handle(Router.Found found, Served now, Exchange exchange)
            throws IOException, InterruptedException {
        return switch (found) {
            case Router.Found.Match match -> {
                Reply reply = match.route().handler().handle(exchange);
                exchange.reserveFor(reply);
                yield reply;
            }
            case Router.Found.OtherMethod other -> otherMethod(exchange.method(), other.allow());
            case Router.Found.Nothing nothing ->
                    isApi(exchange.path())
                            ? Reply.refuse(ProblemDetails.ofStatus(404))
                            : page(now.pages(), exchange);
        };
    }

    private static Reply page(Route.Handler pages, Exchange exchange)
            throws IOException, InterruptedException {
        return switch (exchange.method()) {
            case "GET", "HEAD" -> pages.handle(exchange);
            default -> otherMethod(exchange.method(), Set.of("GET", "HEAD", "OPTIONS"));
        };
    }

    private static Reply otherMethod(String method, Set<String> allow) {
        Map<String, String> header =
                Map.of("Allow", String.join(", ", allow.stream().sorted().toList()));
        if (method.equals("OPTIONS")) {
            return new Reply.Whole(204, "", header, ByteBuffer.allocate(0));
        }
        ProblemDetails problem =
                ProblemDetails.of(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "This address takes " + header.get("Allow") + ".");
        return new Reply.Refused(problem, header);
    }

    private static boolean isApi(String path) {
        return path.equals("/api")
                || path.startsWith("/api/")
                || path.equals("/query")
                || path.startsWith("/query/");
    }

    private static Reply withRetryAfter(Reply reply) {
        if (!(reply instanceof Reply.Refused refused)
                || refused.problem().retryAfterSeconds() == 0
                || refused.headers().containsKey("Retry-After")) {
            return reply;
        }
        return new Reply.Refused(
                refused.problem(),
                Map.of("Retry-After", String.valueOf(refused.problem().retryAfterSeconds())));
    }
}
