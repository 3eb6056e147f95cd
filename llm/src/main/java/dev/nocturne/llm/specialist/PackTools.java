package dev.nocturne.llm.specialist;

import dev.nocturne.environment.document.Kind;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.sources.pack.Agent;
import dev.nocturne.sources.pack.AgentTool;
import dev.nocturne.sources.pack.Pack;
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
    public static List<Tool> of(Pack pack, Agent agent, Instant asOf) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        for (AgentTool tool : agent.tools()) {
            of(pack, agent.name(), tool, asOf).forEach(t -> tools.putIfAbsent(t.spec().name(), t));
        }
        return List.copyOf(tools.values());
    }

    private static Stream<Tool> of(Pack pack, String agent, AgentTool tool, Instant asOf) {
        if (tool.queriesTopology()) {
            return Stream.concat(
                    GraphTools.of(pack.topology()).stream(),
                    Stream.of(new SqlTool(pack.sql(), asOf)));
        }
        if (tool.queriesTelemetry()) {
            return Stream.of(new SqlTool(pack.sql(), asOf));
        }
        if (tool.searches()) {
            return Stream.of(Kind.values())
                    .filter(kind -> kind.key().equals(tool.target()))
                    .flatMap(kind -> KnowledgeTools.of(pack.knowledge(), kind, agent).stream());
        }
        return Stream.empty();
    }
}
