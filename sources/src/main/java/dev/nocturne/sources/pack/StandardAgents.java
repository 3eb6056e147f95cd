package dev.nocturne.sources.pack;

import java.util.ArrayList;
import java.util.List;

/** The agents of a pack that names none of its own. Their names are part of the wire contract. */
final class StandardAgents {

    static final String ORCHESTRATOR = "Orchestrator";

    private static final List<Agent> SPECIALISTS =
            List.of(
                    specialist(
                            "GraphExplorerAgent",
                            "explores the topology",
                            AgentTool.QUERY,
                            "graph"),
                    specialist(
                            "TelemetryAgent", "reads the telemetry", AgentTool.QUERY, "telemetry"),
                    specialist("RunbookKBAgent", "finds runbooks", AgentTool.SEARCH, "runbooks"),
                    specialist(
                            "HistoricalTicketAgent",
                            "finds earlier incidents",
                            AgentTool.SEARCH,
                            "tickets"));

    private StandardAgents() {}

    private static Agent specialist(String name, String role, String toolType, String target) {
        return new Agent(
                name, role, "", "", false, List.of(new AgentTool(toolType, target)), List.of());
    }

    /** The pack's agents, with an orchestrator and specialists added where it has none. */
    static List<Agent> complete(List<Agent> named) {
        List<Agent> agents = new ArrayList<>(named);
        boolean specialists = named.stream().anyMatch(agent -> !agent.orchestrator());
        if (named.stream().noneMatch(Agent::orchestrator)) {
            agents.addFirst(
                    new Agent(ORCHESTRATOR, "orchestrator", "", "", true, List.of(), List.of()));
        }
        if (!specialists) {
            agents.addAll(SPECIALISTS);
        }
        return agents;
    }
}
