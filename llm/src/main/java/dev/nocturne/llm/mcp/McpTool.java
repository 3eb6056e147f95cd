package dev.nocturne.llm.mcp;

import dev.nocturne.core.Text;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.llm.model.ToolSpec;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tool of an external MCP server, with the name {@code server__tool}. */
public final class McpTool {
    /** Characters of a server's error message. */
    private static final int MAX_REASON = 1_000;

    private final Link link;
    private final OfferedTool offered;
    private final ToolSpec spec;

    McpTool(Link link, OfferedTool offered) {
        this.link = link;
        this.offered = offered;
        spec =
                new ToolSpec(
                        link.settings().name() + "__" + offered.spec().name(),
                        offered.spec().description(),
                        offered.spec().parameters());
    }

    /** The description that models get. */
    public ToolSpec spec() {
        return spec;
    }

    /** Whether the tool is configured to have side effects; hints of the server are ignored. */
    public boolean hasSideEffects() {
        return link.settings().sideEffects().contains(offered.spec().name());
    }

    /**
     * Calls the tool. A failed call is not repeated, except that a lost session is renewed once.
     * Takes at most the server's time limit and the time to connect.
     *
     * @param arguments a JSON object
     * @return the result as text; if it exceeds the limit, it is cut and ends with a note
     * @throws ToolFailure {@code bad_arguments}, {@code mcp_unavailable}, {@code mcp_error} or
     *     {@code tool_timeout}
     */
    public String call(String arguments) throws ToolFailure, InterruptedException {
        ObjectNode object = parse(arguments);
        try {
            return text(link.call(offered, object));
        } catch (McpFailure e) {
            String code =
                    switch (e.kind()) {
                        case TIMED_OUT -> "tool_timeout";
                        case REFUSED -> "mcp_error";
                        case SESSION_LOST, MALFORMED, UNAVAILABLE -> "mcp_unavailable";
                    };
            throw new ToolFailure(code, spec.name() + ": " + link.sentence(e));
        }
    }

    private ObjectNode parse(String arguments) throws ToolFailure {
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

    /** Cuts to a number of bytes of UTF-8, at the end of a character, and appends a note. */
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
