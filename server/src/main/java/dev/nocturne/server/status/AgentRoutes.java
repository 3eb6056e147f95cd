package dev.nocturne.server.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.session.SessionState;
import dev.nocturne.server.environments.ServedEnvironments;
import dev.nocturne.server.http.EnvironmentName;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import dev.nocturne.sources.pack.AgentTool;
import dev.nocturne.sources.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The orchestrators and agents of this server, and its version. */
public final class AgentRoutes {
    private final ServedEnvironments environments;
    private final List<Orchestrator> orchestrators;
    private final UnaryOperator<String> defaultIn;

    /**
     * @param defaultIn name of an environment to the name of its default orchestrator
     */
    public AgentRoutes(
            ServedEnvironments environments,
            List<Orchestrator> orchestrators,
            UnaryOperator<String> defaultIn) {
        this.environments = environments;
        this.orchestrators = List.copyOf(orchestrators);
        this.defaultIn = defaultIn;
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
        return Reply.of(
                environments.find(name),
                environment ->
                        Reply.json(
                                new Known(
                                        orchestrators(environment.name()),
                                        environments
                                                .pack(environment.name())
                                                .map(AgentRoutes::specialists)
                                                .orElse(List.of()))));
    }

    private List<OrchestratorRow> orchestrators(String environment) {
        String byDefault = defaultIn.apply(environment);
        List<OrchestratorRow> rows = new ArrayList<>();
        for (Orchestrator orchestrator : orchestrators) {
            List<String> missing =
                    switch (orchestrator.readinessIn(environment)) {
                        case Readiness.Ready ready -> List.of();
                        case Readiness.NotReady not -> not.missing();
                    };
            rows.add(
                    new OrchestratorRow(
                            orchestrator.name(),
                            orchestrator.description(),
                            orchestrator.name().equals(byDefault),
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
