package dev.nocturne.llm.mcp;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON-RPC 2.0 messages that are needed of MCP. */
final class Rpc {
    static final JsonMapper JSON = JsonMapper.shared();

    private Rpc() {}

    static ObjectNode request(long id, String method, ObjectNode params) {
        ObjectNode message = notification(method, params);
        message.put("id", id);
        return message;
    }

    static ObjectNode notification(String method, ObjectNode params) {
        ObjectNode message = JSON.createObjectNode();
        message.put("jsonrpc", "2.0");
        message.put("method", method);
        message.set("params", params);
        return message;
    }

    /** What is answered to a request of the server: to a ping that we are here, else nothing. */
    static ObjectNode answer(JsonNode request) {
        ObjectNode message = JSON.createObjectNode();
        message.put("jsonrpc", "2.0");
        message.set("id", request.path("id"));
        if (request.path("method").asString("").equals("ping")) {
            message.putObject("result");
        } else {
            message.putObject("error").put("code", -32601).put("message", "not offered");
        }
        return message;
    }

    /** Whether it is a request of the server. */
    static boolean asks(JsonNode message) {
        return message.has("method") && message.has("id");
    }

    /** Whether it answers our request of that id. */
    static boolean answers(JsonNode message, long id) {
        return !message.has("method") && message.path("id").asLong(-1) == id;
    }
}
