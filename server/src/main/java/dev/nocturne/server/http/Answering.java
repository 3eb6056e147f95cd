package dev.nocturne.server.http;

import dev.nocturne.core.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts replies on the wire. */
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private Answering() {}

    static void send(Request request, Response response, Callback callback, Reply reply) {
        switch (reply) {
            case Reply.Whole whole -> whole(request, response, callback, whole);
            case Reply.Refused refused -> refuse(request, response, callback, refused);
            case Reply.Streamed streamed -> stream(request, response, callback, streamed);
        }
    }

    static void refuse(
            Request request, Response response, Callback callback, Reply.Refused refused) {
        Problem problem = refused.problem();
        whole(
                request,
                response,
                callback,
                new Reply.Whole(
                        problem.status(),
                        Problem.TYPE,
                        refused.headers(),
                        ByteBuffer.wrap(problem.toJson())));
    }

    private static void whole(
            Request request, Response response, Callback callback, Reply.Whole reply) {
        start(response, reply.status(), reply.contentType(), reply.headers());
        if (reply.status() != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
        }
        ByteBuffer body = isHead(request) ? BufferUtil.EMPTY_BUFFER : reply.body().duplicate();
        response.write(true, body, callback);
    }

    private static void stream(
            Request request, Response response, Callback callback, Reply.Streamed reply) {
        try (Reply.Body body = reply.body()) {
            start(response, 200, reply.contentType(), reply.headers());
            if (!isHead(request)) {
                body.writeTo(new Sink(response));
            }
            if (response.hasLastWrite()) {
                callback.succeeded();
            } else {
                response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            }
        } catch (IOException gone) {
            LOG.debug("{} was left by its client", request.getHttpURI().getPath(), gone);
            callback.failed(gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            callback.failed(stopping);
        } catch (RuntimeException e) {
            brokeOff(request, response, callback, e);
        }
    }

    /** A problem as long as nothing was sent; later only a cut connection tells the truth. */
    private static void brokeOff(
            Request request, Response response, Callback callback, RuntimeException e) {
        if (response.isCommitted()) {
            LOG.warn("the answer to {} broke off", request.getHttpURI().getPath(), e);
            callback.failed(e);
        } else {
            response.reset();
            refuse(request, response, callback, failure(request, e));
        }
    }

    /** What to answer after an exception; logs what the client must not see. */
    static Reply.Refused failure(Request request, RuntimeException e) {
        return switch (e) {
            case BrokenRequest broken -> new Reply.Refused(broken.problem(), Map.of());
            case Fault fault -> {
                // One line: while a disk is full every request comes by here.
                LOG.warn(
                        "{} {} failed: {}",
                        request.getMethod(),
                        request.getHttpURI().getPath(),
                        fault.getMessage());
                LOG.debug("it failed here", fault);
                yield new Reply.Refused(
                        Problem.of(fault.code(), String.valueOf(fault.getMessage())), Map.of());
            }
            default -> {
                LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
                yield new Reply.Refused(Problem.ofStatus(500), Map.of());
            }
        };
    }

    private static void start(
            Response response, int status, String contentType, Map<String, String> headers) {
        response.setStatus(status);
        Headers.standard(response.getHeaders());
        if (status != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        }
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
    }

    private static boolean isHead(Request request) {
        return request.getMethod().equals("HEAD");
    }
}
