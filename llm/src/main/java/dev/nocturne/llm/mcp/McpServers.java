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
 * The external MCP servers. Each is started or connected to when its tools are first needed.
 * Closing this ends all of them. Safe for any number of threads.
 */
public final class McpServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(McpServers.class);

    /** The names of tools that model providers accept. */
    private static final String TOOL_NAME = "[A-Za-z0-9_-]{1,64}";

    private final List<Link> links;

    public McpServers(List<McpServerSettings> servers, InstantSource clock, AnswerBudget budget) {
        links = servers.stream().map(server -> new Link(server, clock, budget)).toList();
    }

    /**
     * The tools of an agent. Connects to servers that are not connected yet.
     *
     * @param notice receives a sentence for each server that cannot be used and for each allowed
     *     tool that is missing
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
        Map<String, String> unusable = new TreeMap<>();
        try {
            for (OfferedTool offered : link.listTools()) {
                McpTool tool = new McpTool(link, offered);
                if (tool.spec().name().matches(TOOL_NAME)) {
                    tools.add(tool);
                } else {
                    unusable.put(offered.spec().name(), "models do not accept its name");
                }
            }
            unusable.putAll(link.unusableTools());
        } catch (McpFailure e) {
            LOG.warn("MCP server {} cannot be used: {}", server, e.reason());
            notice.accept(
                    link.sentence(e)
                            + " Not available in this run: "
                            + String.join(", ", new TreeSet<>(link.settings().allow()))
                            + ".");
        }
        unusable.forEach((tool, reason) -> {
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

    /** A sentence for each server to which the last attempt to connect failed. */
    public List<String> troubles() {
        return links.stream().flatMap(link -> link.trouble().stream()).toList();
    }

    @Override
    public void close() {
        links.forEach(Link::close);
    }
}
