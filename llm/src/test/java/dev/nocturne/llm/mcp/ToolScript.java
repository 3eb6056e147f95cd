package dev.nocturne.llm.mcp;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the servers of the tests answer, as MCP says it. */
final class ToolScript {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ToolScript() {}

    /** The result of a request. */
    static ObjectNode result(JsonNode request) {
        return switch (request.path("method").asString("")) {
            case "initialize" ->
                    object(
                            """
                            {"protocolVersion":"2025-03-26","capabilities":{"tools":{}},\
                            "serverInfo":{"name":"test","version":"1"}}\
                            """);
            case "tools/list" ->
                    request.path("params").has("cursor")
                            ? object("{\"tools\":[" + tool("boom") + "," + tool("hang") + "]}")
                            : object(
                                    "{\"tools\":["
                                            + tool("upper")
                                            + ","
                                            + tool("secret")
                                            + "],\"nextCursor\":\"2\"}");
            case "tools/call" -> call(request.path("params"));
            default -> object("{}");
        };
    }

    private static ObjectNode call(JsonNode params) {
        String q = params.path("arguments").path("q").asString("");
        return switch (params.path("name").asString("")) {
            case "upper" -> text(q.toUpperCase(Locale.ROOT), false);
            case "boom" -> text("no such " + q, true);
            default -> text("env " + System.getenv().keySet(), false);
        };
    }

    private static ObjectNode text(String text, boolean error) {
        ObjectNode result = JSON.createObjectNode();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        result.put("isError", error);
        return result;
    }

    private static String tool(String name) {
        return "{\"name\":\""
                + name
                + "\",\"description\":\"does "
                + name
                + "\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}}}}";
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
