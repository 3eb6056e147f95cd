package dev.nocturne.server.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The segments of a route's pattern, split once. */
record PathPattern(List<String> segments) {
    static PathPattern of(String pattern) {
        return new PathPattern(segments(pattern));
    }

    /** {@code path}: canonical and decoded. */
    static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    boolean matches(List<String> path) {
        if (segments.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (!isParam(segment) && !segment.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The values of the braces in a path that matches. */
    Map<String, String> params(List<String> path) {
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (isParam(segment)) {
                params.put(segment.substring(1, segment.length() - 1), path.get(i));
            }
        }
        return params;
    }

    private static boolean isParam(String segment) {
        return segment.startsWith("{");
    }
}
