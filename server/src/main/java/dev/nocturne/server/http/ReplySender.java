package dev.nocturne.server.http;

import dev.nocturne.core.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends replies to clients. */
final class ReplySender {
    private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);

    private ReplySender() {}

    static void send(Request request, Response response, Callback callback, Reply reply) {
        switch (reply) {
            case Reply.Whole whole -> sendWhole(request, response, callback, whole);
            case Reply.Refused refused -> refuse(request, response, callback, refused);
            case Reply.Streamed streamed -> stream(request, response, callback, streamed);
        }
    }

    static void refuse(
            Request request, Response response, Callback callback, Reply.Refused refused) {
        ProblemDetails problem = refused.problem();
        sendWhole(
                request,
                response,
                callback,
                new Reply.Whole(
                        problem.status(),
                        ProblemDetails.TYPE,
                        refused.headers(),
                        ByteBuffer.wrap(problem.toJson())));
    }

    private static void sendWhole(
            Request request, Response response, Callback callback, Reply.Whole reply) {
        start(response, reply.status(), reply.contentType(), reply.headers());
        if (reply.status() != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
        }
        boolean headersOnly = isHead(request) || reply.status() == HttpStatus.NOT_MODIFIED_304;
        ByteBuffer body = headersOnly ? BufferUtil.EMPTY_BUFFER : reply.body().duplicate();
        response.write(true, body, callback);
    }

    private static void stream(
            Request request, Response response, Callback callback, Reply.Streamed reply) {
        try (Reply.Body body = reply.body()) {
            start(response, 200, reply.contentType(), reply.headers());
            Sink sink = new Sink(response);
            if (isHead(request)) {
                // Sends the headers of a body whose length is not known, as GET does.
                sink.write(BufferUtil.EMPTY_BUFFER);
            } else {
                body.writeTo(sink);
            }
            if (response.hasLastWrite()) {
                callback.succeeded();
            } else {
                response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            }
        } catch (IOException e) {
            LOG.debug("client disconnected from {}", request.getHttpURI().getPath(), e);
            callback.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callback.failed(e);
        } catch (RuntimeException e) {
            fail(request, response, callback, e);
        }
    }

    /** Answers with a problem as long as nothing was sent; after that cuts the connection. */
    private static void fail(
            Request request, Response response, Callback callback, RuntimeException e) {
        if (response.isCommitted()) {
            LOG.warn("could not complete the answer to {}", request.getHttpURI().getPath(), e);
            callback.failed(e);
        } else {
            response.reset();
            refuse(request, response, callback, failure(request, e));
        }
    }

    /** The answer after an exception; logs what the client must not see. */
    static Reply.Refused failure(Request request, RuntimeException e) {
        return switch (e) {
            case BrokenRequest broken -> new Reply.Refused(broken.problem(), Map.of());
            case Fault fault -> {
                // One line without a stack trace: on a full disk every request fails like this.
                LOG.warn(
                        "{} {} failed: {}",
                        request.getMethod(),
                        request.getHttpURI().getPath(),
                        fault.getMessage());
                LOG.debug("stack trace of this failure", fault);
                yield new Reply.Refused(
                        ProblemDetails.of(fault.code(), String.valueOf(fault.getMessage())),
                        Map.of());
            }
            default -> {
                LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
                yield new Reply.Refused(ProblemDetails.ofStatus(500), Map.of());
            }
        };
    }

    private static void start(
            Response response, int status, String contentType, Map<String, String> headers) {
        response.setStatus(status);
        Headers.standard(response.getHeaders());
        if (status != 204 && status != HttpStatus.NOT_MODIFIED_304) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        }
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
    }

    private static boolean isHead(Request request) {
        return request.getMethod().equals("HEAD");
    }
}
