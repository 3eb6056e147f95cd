package dev.nocturne.llm.specialist;

import dev.nocturne.llm.agent.Tool;
import dev.nocturne.scenario.Agent;
import dev.nocturne.scenario.AgentTool;
import dev.nocturne.scenario.Scenario;
import dev.nocturne.scenario.knowledge.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Creates the tools that a pack gives to an agent. */
public final class PackTools {
    private PackTools() {}

    /**
     * The tools with which the agent reads the pack. Unknown tools are omitted.
     *
     * @param asOf the time of the incident; later data is hidden
     */
    public static List<Tool> of(Scenario scenario, Agent agent, Instant asOf) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        for (AgentTool tool : agent.tools()) {
            of(scenario, agent.name(), tool, asOf)
                    .forEach(t -> tools.putIfAbsent(t.spec().name(), t));
        }
        return List.copyOf(tools.values());
    }

    private static Stream<Tool> of(Scenario scenario, String agent, AgentTool tool, Instant asOf) {
        if (tool.queriesTopology()) {
            return Stream.concat(
                    GraphTools.of(scenario.topology()).stream(),
                    Stream.of(new SqlTool(scenario.sql(), asOf)));
        }
        if (tool.queriesTelemetry()) {
            return Stream.of(new SqlTool(scenario.sql(), asOf));
        }
        if (tool.searches()) {
            return Stream.of(Kind.values())
                    .filter(kind -> kind.key().equals(tool.target()))
                    .flatMap(kind -> KnowledgeTools.of(scenario.knowledge(), kind, agent).stream());
        }
        return Stream.empty();
    }
}
