package dev.nocturne.llm.agent;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.llm.model.ToolRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts an agent's tool requests to calls: finds the tool, reads the arguments, and detects
 * repeated requests. Used by one thread.
 */
final class Requests {
    static final String UNKNOWN_TOOL = "model_unknown_tool";
    static final String WRONG_ARGUMENTS = "model_wrong_arguments";

    /** An agent with this many repeated calls is probably looping. */
    private static final int MOST_REPEATS = 3;

    /** Bytes of the digest in a key; enough to distinguish the calls of a turn. */
    private static final int DIGEST_BYTES = 4;

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, @Nullable String> replies = new HashMap<>();
    private int repeats;

    Requests(List<Tool> tools) {
        tools.forEach(tool -> this.tools.put(tool.spec().name(), tool));
    }

    /** Resolves the request at position {@code index} of the answer to {@code question}. */
    ResolvedRequest resolve(String question, int index, ToolRequest request) {
        Tool tool = tools.get(request.name());
        if (tool == null) {
            return new ResolvedRequest.Mistake(
                    UNKNOWN_TOOL,
                    "There is no tool \""
                            + request.name()
                            + "\". There are: "
                            + String.join(", ", tools.keySet())
                            + ".");
        }
        try {
            ObjectNode arguments = Arguments.parse(request.arguments());
            Tool.Prepared prepared = tool.prepare(arguments);
            String signature = request.name() + " " + canonicalize(arguments);
            if (replies.containsKey(signature) && prepared.effect() != Tool.Effect.LOCAL) {
                return replyToRepeat(signature);
            }
            replies.put(signature, null);
            String key = question + ".c" + index + "-" + digest(signature);
            return new ResolvedRequest.Call(key, signature, prepared);
        } catch (WrongArguments wrong) {
            return new ResolvedRequest.Mistake(
                    WRONG_ARGUMENTS,
                    "The call was not executed. "
                            + wrong.getMessage()
                            + " Correct the arguments and ask again.");
        }
    }

    private ResolvedRequest replyToRepeat(String signature) {
        repeats++;
        String known = replies.get(signature);
        return new ResolvedRequest.Reply(
                known == null
                        ? "Not executed again: this answer already contains the same call."
                        : "Not executed again: you made this call before. Its result was:\n"
                                + known);
    }

    /** Remembers the reply, in case the model makes the same call again. */
    void remember(String signature, String reply) {
        replies.put(signature, reply);
    }

    /** Forgets a request whose answer broke off, so that the model may repeat it. */
    void forget(ResolvedRequest resolved) {
        if (resolved instanceof ResolvedRequest.Call call) {
            replies.remove(call.signature());
        }
    }

    Optional<Stop> stop() {
        return repeats >= MOST_REPEATS ? Optional.of(Stop.REPEATING) : Optional.empty();
    }

    /** Formats arguments so that their order does not matter. */
    private static String canonicalize(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, String> sorted = new TreeMap<>();
            object.properties().forEach(e -> sorted.put(e.getKey(), canonicalize(e.getValue())));
            return sorted.toString();
        }
        return EventCodec.JSON.writeValueAsString(node);
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
