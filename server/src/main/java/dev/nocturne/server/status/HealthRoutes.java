package dev.nocturne.server.status;

import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.ProblemDetails;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether the process lives, and whether it can serve. Open to all: monitors seldom have a token,
 * and the answers hold no secrets.
 */
public final class HealthRoutes {
    private volatile Supplier<List<String>> reasons = () -> List.of("The server is starting.");

    /** Sets what reports why the server cannot serve; an empty list while it can. */
    public void watch(Supplier<List<String>> troubles) {
        reasons = troubles;
    }

    public List<Route> all() {
        return List.of(
                Route.get("/health", x -> Reply.json(Map.of("status", "ok"))).openToAll(),
                Route.get("/health/ready", this::ready).openToAll());
    }

    private Reply ready(Exchange exchange) {
        List<String> troubles = reasons.get();
        return troubles.isEmpty()
                ? Reply.json(Map.of("status", "ready"))
                : Reply.refuse(new ProblemDetails(503, "not_ready", String.join(" ", troubles)));
    }
}
