package dev.nocturne.llm.mcp;

import dev.nocturne.llm.provider.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An external MCP server and the tools that may be used.
 *
 * @param name prefix of the names of its tools
 * @param transport how to connect to it
 * @param agents the agents that get its tools, by their names in the pack
 * @param allow the tools that may be used; others are ignored
 * @param sideEffects the allowed tools that have side effects and so need an approval
 * @param timeout limit of connecting and of each call
 * @param maxResultBytes limit of a result; a longer one is cut
 */
public record McpServerSettings(
        String name,
        Transport transport,
        Set<String> agents,
        Set<String> allow,
        Set<String> sideEffects,
        Duration timeout,
        int maxResultBytes) {

    /** How to connect to a server. */
    public sealed interface Transport {
        /**
         * A child process that communicates on its standard input and output.
         *
         * @param environment its environment variables, in addition to those it needs to start
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
