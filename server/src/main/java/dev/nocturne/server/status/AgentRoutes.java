package dev.nocturne.server.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nocturne.core.Result;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.session.SessionState;
import dev.nocturne.server.environments.EnvironmentRoutes;
import dev.nocturne.server.http.EnvironmentName;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import dev.nocturne.sources.pack.AgentTool;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.Packs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The orchestrators and agents of this server, and its version. */
public final class AgentRoutes {
    private final Packs packs;
    private final List<Orchestrator> orchestrators;

    /** {@code orchestrators}: the first one is the default. */
    public AgentRoutes(Packs packs, List<Orchestrator> orchestrators) {
        this.packs = packs;
        this.orchestrators = List.copyOf(orchestrators);
    }

    public List<Route> all() {
        return List.of(
                Route.get("/api/agents", this::agents),
                Route.get(
                        "/api/version",
                        x ->
                                Reply.json(
                                        Map.of(
                                                "name",
                                                "nocturne",
                                                "version",
                                                BuildVersion.read()))));
    }

    private record Known(List<OrchestratorRow> orchestrators, List<AgentRow> agents) {}

    private record OrchestratorRow(
            String name,
            String description,
            @JsonProperty("default") boolean isDefault,
            boolean ready,
            List<String> missing) {}

    private record AgentRow(
            String name,
            String role,
            @JsonProperty("is_orchestrator") boolean isOrchestrator,
            List<String> tools,
            List<String> connectedAgents) {}

    private Reply agents(Exchange exchange) {
        Query query = exchange.query();
        String name = EnvironmentName.optional(query);
        var rejected = query.rejection();
        if (rejected.isPresent()) {
            return Reply.refuse(rejected.get());
        }
        Result<Pack> pack = EnvironmentRoutes.find(packs, name);
        return Reply.of(pack, s -> Reply.json(new Known(orchestrators(), specialists(s))));
    }

    private List<OrchestratorRow> orchestrators() {
        List<OrchestratorRow> rows = new ArrayList<>();
        for (Orchestrator orchestrator : orchestrators) {
            List<String> missing =
                    switch (orchestrator.readiness()) {
                        case Readiness.Ready ready -> List.of();
                        case Readiness.NotReady not -> not.missing();
                    };
            rows.add(
                    new OrchestratorRow(
                            orchestrator.name(),
                            orchestrator.description(),
                            rows.isEmpty(),
                            missing.isEmpty(),
                            missing));
        }
        rows.add(
                new OrchestratorRow(
                        SessionState.EXTERNAL,
                        "An agent that runs elsewhere and posts its events here.",
                        false,
                        true,
                        List.of()));
        return rows;
    }

    private static List<AgentRow> specialists(Pack pack) {
        return pack.manifest().agents().stream()
                .map(agent ->
                        new AgentRow(
                                agent.name(),
                                agent.role(),
                                agent.orchestrator(),
                                agent.tools().stream().map(AgentRoutes::tool).toList(),
                                agent.connectedAgents()))
                .toList();
    }

    private static String tool(AgentTool tool) {
        return tool.target().isEmpty() ? tool.type() : tool.type() + ":" + tool.target();
    }
}
