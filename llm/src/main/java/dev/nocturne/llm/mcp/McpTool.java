package dev.nocturne.llm.mcp;

import dev.nocturne.core.Text;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.llm.model.ToolSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tool of an external server, under the name {@code server__tool}. */
public final class McpTool {
    /** Of what a server says about an error. */
    private static final int MAX_REASON = 1_000;

    private final Link link;
    private final String ownName;
    private final ToolSpec spec;

    McpTool(Link link, ToolSpec offered) {
        this.link = link;
        ownName = offered.name();
        spec =
                new ToolSpec(
                        link.settings().name() + "__" + ownName,
                        offered.description(),
                        offered.parameters());
    }

    /** As a model is told of it. */
    public ToolSpec spec() {
        return spec;
    }

    /** Whether it changes the world, by the configuration: what a server says of it counts not. */
    public boolean sideEffect() {
        return link.settings().sideEffects().contains(ownName);
    }

    /**
     * Calls it, once: a call that failed is not repeated. Takes at most the server's time limit.
     *
     * @param arguments a JSON object
     * @return the result as text, cut with a note when it is longer than the limit
     * @throws ToolFailure {@code bad_arguments}, {@code mcp_unavailable}, {@code mcp_error} or
     *     {@code tool_timeout}
     */
    public String call(String arguments) throws ToolFailure, InterruptedException {
        ObjectNode object = object(arguments);
        Connection connection;
        try {
            connection = link.connection();
        } catch (IOException e) {
            throw new ToolFailure("mcp_unavailable", unavailable());
        }
        try {
            return text(connection.call(ownName, object, link.settings().timeout()));
        } catch (Channel.SilentServer e) {
            throw new ToolFailure(
                    "tool_timeout",
                    spec.name() + " did not answer within " + link.settings().timeout() + ".");
        } catch (Connection.Refused e) {
            throw new ToolFailure(
                    "mcp_error", spec.name() + ": " + Text.cut(e.reason(), MAX_REASON));
        } catch (IOException e) {
            throw new ToolFailure("mcp_unavailable", unavailable());
        }
    }

    private String unavailable() {
        return "The MCP server " + link.settings().name() + " does not answer.";
    }

    private ObjectNode object(String arguments) throws ToolFailure {
        try {
            if (Rpc.JSON.readTree(arguments.isBlank() ? "{}" : arguments)
                    instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new ToolFailure(
                    "bad_arguments", "The arguments of " + spec.name() + " are not JSON.");
        }
        throw new ToolFailure(
                "bad_arguments", "The arguments of " + spec.name() + " are not a JSON object.");
    }

    private String text(JsonNode result) throws ToolFailure {
        List<String> parts = new ArrayList<>();
        for (JsonNode part : result.path("content")) {
            String type = part.path("type").asString("");
            parts.add(
                    type.equals("text")
                            ? part.path("text").asString("")
                            : "[" + type + " left out]");
        }
        if (parts.isEmpty() && result.has("structuredContent")) {
            parts.add(result.path("structuredContent").toString());
        }
        String text = String.join("\n", parts);
        if (result.path("isError").asBoolean(false)) {
            throw new ToolFailure("mcp_error", spec.name() + ": " + Text.cut(text, MAX_REASON));
        }
        return cut(text, link.settings().maxResultBytes());
    }

    /** At most so many bytes of UTF-8, never half of a character, and a note when it is less. */
    private static String cut(String text, int maxBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= maxBytes) {
            return text;
        }
        CharBuffer kept = CharBuffer.allocate(maxBytes);
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.IGNORE)
                .decode(ByteBuffer.wrap(bytes, 0, maxBytes), kept, true);
        return kept.flip() + "\n[cut: the first " + maxBytes + " of " + bytes.length + " bytes]";
    }
}
