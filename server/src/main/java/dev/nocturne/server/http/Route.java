package dev.nocturne.server.http;

import java.io.IOException;

/**
 * One row of the table of endpoints.
 *
 * @param method such as {@code GET}, which also serves HEAD
 * @param pattern a path; a segment in braces takes any one segment: {@code /api/sessions/{id}}
 * @param open whether it answers without authentication
 */
public record Route(String method, String pattern, boolean open, Handler handler) {
    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        Reply handle(Exchange exchange) throws IOException, InterruptedException;
    }

    public static Route get(String pattern, Handler handler) {
        return new Route("GET", pattern, false, handler);
    }

    public static Route post(String pattern, Handler handler) {
        return new Route("POST", pattern, false, handler);
    }

    public static Route delete(String pattern, Handler handler) {
        return new Route("DELETE", pattern, false, handler);
    }

    /** The same route without authentication. */
    public Route openToAll() {
        return new Route(method, pattern, true, handler);
    }
}
