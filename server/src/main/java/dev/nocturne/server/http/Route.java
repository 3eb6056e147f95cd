package dev.nocturne.server.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** For whoever asks. */
    public Route openToAll() {
        return new Route(method, pattern, true, handler);
    }

    /** The values of the braces when the path is one of this route's. */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> mine = Router.segments(pattern);
        if (mine.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < mine.size(); i++) {
            String segment = mine.get(i);
            if (segment.startsWith("{")) {
                params.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(params);
    }
}
