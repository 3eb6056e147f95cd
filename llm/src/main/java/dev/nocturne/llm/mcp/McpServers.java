package dev.nocturne.llm.mcp;

import dev.nocturne.llm.provider.AnswerBudget;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The external MCP servers. Each is started or connected when its tools are first needed; closing
 * ends all of them. Safe for any number of threads.
 */
public final class McpServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(McpServers.class);

    /** The names of tools that providers accept. */
    private static final String TOOL_NAME = "[A-Za-z0-9_-]{1,64}";

    private final List<Link> links;

    public McpServers(List<McpServerSettings> servers, InstantSource clock, AnswerBudget budget) {
        links = servers.stream().map(server -> new Link(server, clock, budget)).toList();
    }

    /**
     * The tools an agent has. Connects where that has not happened.
     *
     * @param notice takes a sentence for each server that cannot be used and each tool that is
     *     allowed but missing
     */
    public List<McpTool> toolsFor(String agent, Consumer<String> notice)
            throws InterruptedException {
        List<McpTool> tools = new ArrayList<>();
        for (Link link : links) {
            if (link.settings().agents().contains(agent)) {
                add(tools, link, notice);
            }
        }
        return tools;
    }

    private static void add(List<McpTool> tools, Link link, Consumer<String> notice)
            throws InterruptedException {
        String server = link.settings().name();
        Map<String, String> left = new TreeMap<>();
        try {
            for (OfferedTool offered : link.listTools()) {
                McpTool tool = new McpTool(link, offered);
                if (tool.spec().name().matches(TOOL_NAME)) {
                    tools.add(tool);
                } else {
                    left.put(offered.spec().name(), "models do not accept its name");
                }
            }
            left.putAll(link.left());
        } catch (McpFailure e) {
            LOG.warn("MCP server {} cannot be used: {}", server, e.reason());
            notice.accept(
                    link.sentence(e)
                            + " Not available in this run: "
                            + String.join(", ", new TreeSet<>(link.settings().allow()))
                            + ".");
        }
        left.forEach((tool, reason) -> {
            LOG.warn("tool {} of MCP server {} cannot be used: {}", tool, server, reason);
            notice.accept(
                    "The tool "
                            + tool
                            + " of the MCP server "
                            + server
                            + " is not available in this run: "
                            + reason
                            + ".");
        });
    }

    /** A sentence for each server that could not be reached when it was last needed. */
    public List<String> troubles() {
        return links.stream().flatMap(link -> link.trouble().stream()).toList();
    }

    @Override
    public void close() {
        links.forEach(Link::close);
    }
}
