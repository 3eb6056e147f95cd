package dev.nocturne.server.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the route of a request. Some twenty rows: a list is as fast as a tree. */
final class Router {
    /** What the table says about a method and a path. */
    sealed interface Found {
        record Match(Route route, Map<String, String> params) implements Found {}

        /** The path exists, but not with this method. {@code allow}: those it has. */
        record OtherMethod(Set<String> allow) implements Found {}

        record Nothing() implements Found {}
    }

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** {@code path}: canonical and decoded. */
    Found find(String method, String path) {
        List<String> segments = segments(path);
        String wanted = method.equals("HEAD") ? "GET" : method;
        Set<String> allow = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> params = route.match(segments);
            if (params.isPresent() && route.method().equals(wanted)) {
                return new Found.Match(route, params.get());
            }
            params.ifPresent(p -> allow.add(route.method()));
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

    static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
