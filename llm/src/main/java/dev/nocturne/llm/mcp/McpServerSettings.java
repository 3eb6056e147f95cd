package dev.nocturne.llm.mcp;

import dev.nocturne.llm.provider.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An external MCP server and what of it may be used.
 *
 * @param name begins the names of its tools
 * @param transport how it is reached
 * @param agents that get its tools, by their names in the pack
 * @param allow the tools that may be used; others do not exist
 * @param sideEffects those of them that change the world, and so need an approval
 * @param timeout of connecting and of each call
 * @param maxResultBytes of a result; more is cut
 */
public record McpServerSettings(
        String name,
        Transport transport,
        Set<String> agents,
        Set<String> allow,
        Set<String> sideEffects,
        Duration timeout,
        int maxResultBytes) {

    /** How a server is reached. */
    public sealed interface Transport {
        /**
         * A child process, reached by its standard input and output.
         *
         * @param environment all it gets beside what a process needs to start
         */
        record Stdio(List<String> command, Map<String, Secret> environment) implements Transport {
            public Stdio {
                command = List.copyOf(command);
                environment = Map.copyOf(environment);
            }
        }

        /** Streamable HTTP. */
        record Http(URI url, Map<String, Secret> headers) implements Transport {
            public Http {
                headers = Map.copyOf(headers);
            }
        }
    }

    public McpServerSettings {
        agents = Set.copyOf(agents);
        allow = Set.copyOf(allow);
        sideEffects = Set.copyOf(sideEffects);
    }
}
