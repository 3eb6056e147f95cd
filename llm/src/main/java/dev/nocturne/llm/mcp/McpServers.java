package dev.nocturne.llm.mcp;

import dev.nocturne.llm.model.ToolSpec;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The external MCP servers. Nothing is started or connected before a tool is wanted; closing ends
 * what was. Safe for any number of threads.
 */
public final class McpServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(McpServers.class);

    /** What providers allow for the name of a tool. */
    private static final String TOOL_NAME = "[A-Za-z0-9_-]{1,64}";

    private final List<Link> links;

    public McpServers(List<McpServerSettings> servers, InstantSource clock) {
        links = servers.stream().map(server -> new Link(server, clock)).toList();
    }

    /**
     * The tools an agent has. Connects where that has not happened; a server that does not answer
     * has no tools then, and is a trouble.
     */
    public List<McpTool> toolsFor(String agent) throws InterruptedException {
        List<McpTool> tools = new ArrayList<>();
        for (Link link : links) {
            if (link.settings().agents().contains(agent)) {
                add(tools, link);
            }
        }
        return tools;
    }

    private static void add(List<McpTool> tools, Link link) throws InterruptedException {
        try {
            for (ToolSpec offered : link.connection().offered()) {
                McpTool tool = new McpTool(link, offered);
                if (tool.spec().name().matches(TOOL_NAME)) {
                    tools.add(tool);
                } else {
                    LOG.warn("{} is no name that models take for a tool", tool.spec().name());
                }
            }
        } catch (IOException e) {
            LOG.debug("no tools of {}: {}", link.settings().name(), e.getMessage());
        }
    }

    /** A sentence for each server that did not answer when it was last needed. */
    public List<String> troubles() {
        return links.stream().flatMap(link -> link.trouble().stream()).toList();
    }

    @Override
    public void close() {
        links.forEach(Link::close);
    }
}
