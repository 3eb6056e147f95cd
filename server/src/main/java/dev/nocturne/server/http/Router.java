package dev.nocturne.server.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the route of a request. Some twenty rows: a list is as fast as a tree. */
final class Router {
    /** The result for a method and a path. */
    sealed interface Found {
        record Match(Route route, Map<String, String> params) implements Found {}

        /** The path exists, but does not take this method. {@code allow}: the methods it takes. */
        record OtherMethod(Set<String> allow) implements Found {}

        record Nothing() implements Found {}
    }

    private record Row(PathPattern pattern, Route route) {}

    private final List<Row> rows;

    Router(List<Route> routes) {
        rows = routes.stream().map(r -> new Row(PathPattern.of(r.pattern()), r)).toList();
    }

    /** {@code path}: canonical and decoded. */
    Found find(String method, String path) {
        List<String> segments = PathPattern.segments(path);
        String wanted = method.equals("HEAD") ? "GET" : method;
        Set<String> allow = new TreeSet<>();
        for (Row row : rows) {
            if (!row.pattern().matches(segments)) {
                continue;
            }
            if (row.route().method().equals(wanted)) {
                return new Found.Match(row.route(), row.pattern().params(segments));
            }
            allow.add(row.route().method());
        }
        if (allow.isEmpty()) {
            return new Found.Nothing();
        }
        if (allow.contains("GET")) {
            allow.add("HEAD");
        }
        allow.add("OPTIONS");
        return new Found.OtherMethod(allow);
    }
}
