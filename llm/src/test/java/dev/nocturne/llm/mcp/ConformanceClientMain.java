package dev.nocturne.llm.mcp;

import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.llm.provider.AnswerBudget;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client that the official conformance tests of MCP start: connects to the server at the last
 * argument, lists its tools, and makes the calls that the scenario wants.
 */
final class ConformanceClientMain {
    /** The tools of the scenarios that name no calls, with arguments. */
    private static final Map<String, String> CALLS =
            Map.of(
                    "add_numbers", "{\"a\":5,\"b\":3}",
                    "test_reconnection", "{}",
                    "test_headers", "{}",
                    "json_schema_2020_12_tool", "{\"name\":\"a\"}",
                    "valid_tool", "{\"region\":\"us-west1\"}");

    private ConformanceClientMain() {}

    public static void main(String[] args) throws InterruptedException {
        String context = System.getenv().getOrDefault("MCP_CONFORMANCE_CONTEXT", "{}");
        JsonNode wanted = JsonMapper.shared().readTree(context).path("toolCalls");
        Set<String> allow = new HashSet<>(CALLS.keySet());
        allow.add("json_schema_echo");
        wanted.forEach(call -> allow.add(call.path("name").asString("")));
        McpServerSettings settings =
                new McpServerSettings(
                        "tested",
                        new McpServerSettings.Transport.Http(
                                URI.create(args[args.length - 1]), Map.of()),
                        Set.of("agent"),
                        allow,
                        Set.of(),
                        Duration.ofSeconds(15),
                        64 << 10);
        try (McpServers servers =
                new McpServers(List.of(settings), InstantSource.system(), AnswerBudget.ofHeap())) {
            String schema = "{}";
            for (McpTool tool : servers.toolsFor("agent", System.err::println)) {
                String name = tool.spec().name().substring("tested__".length());
                if (name.equals("json_schema_2020_12_tool")) {
                    schema = tool.spec().parameters().toString();
                }
                if (name.equals("json_schema_echo")) {
                    call(tool, "{\"schema\":" + schema + "}");
                }
                boolean called = false;
                for (JsonNode call : wanted) {
                    if (call.path("name").asString("").equals(name)) {
                        call(tool, call.path("arguments").toString());
                        called = true;
                    }
                }
                if (!called && CALLS.containsKey(name)) {
                    call(tool, CALLS.get(name));
                }
            }
            servers.troubles().forEach(System.err::println);
        }
    }

    private static void call(McpTool tool, String arguments) throws InterruptedException {
        try {
            System.out.println(tool.call(arguments));
        } catch (ToolFailure e) {
            System.err.println(e.code() + " " + e.getMessage());
        }
    }
}
