package dev.nocturne.llm.mcp;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Builds and recognises the JSON-RPC 2.0 messages of MCP. */
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

    /** The answer to a request of a server: pings succeed, other requests are not supported. */
    static ObjectNode answer(JsonNode request) {
        ObjectNode message = JSON.createObjectNode();
        message.put("jsonrpc", "2.0");
        message.set("id", request.path("id"));
        if (request.path("method").asString("").equals("ping")) {
            message.putObject("result");
        } else {
            message.putObject("error").put("code", -32601).put("message", "not supported");
        }
        return message;
    }

    static boolean isRequest(JsonNode message) {
        return message.has("method") && message.has("id");
    }

    static boolean isToolsChanged(JsonNode message) {
        return message.path("method").asString("").equals("notifications/tools/list_changed");
    }

    /** Whether a message answers the request with this id. Some servers send the id as a string. */
    static boolean isAnswer(JsonNode message, long id) {
        return !message.has("method") && id == id(message);
    }

    /** The id as a number; -1 if it cannot be that of a request of this client. */
    static long id(JsonNode message) {
        JsonNode id = message.path("id");
        if (id.isString()) {
            return id.asString().matches("\\d{1,18}") ? Long.parseLong(id.asString()) : -1;
        }
        return id.isNumber() ? id.asLong(-1) : -1;
    }
}
