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
 * Turns an agent's tool requests into calls: finds the tool, reads the arguments, and notices what
 * was asked before. Used by one thread.
 */
final class Requests {
    static final String UNKNOWN_TOOL = "model_unknown_tool";
    static final String WRONG_ARGUMENTS = "model_wrong_arguments";

    /** An agent that repeats calls more often is looping. */
    private static final int MOST_REPEATS = 3;

    /** Bytes of the digest in a key: enough that no two of a turn's calls collide. */
    private static final int DIGEST_BYTES = 4;

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, @Nullable String> replies = new HashMap<>();
    private int repeats;

    Requests(List<Tool> tools) {
        tools.forEach(tool -> this.tools.put(tool.spec().name(), tool));
    }

    /** Resolves the request that is number {@code index} of the answer to {@code question}. */
    Resolved resolve(String question, int index, ToolRequest request) {
        Tool tool = tools.get(request.name());
        if (tool == null) {
            return new Resolved.Mistake(
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
            String signature = request.name() + " " + canonical(arguments);
            if (replies.containsKey(signature) && prepared.effect() != Tool.Effect.LOCAL) {
                return replyToRepeat(signature);
            }
            replies.put(signature, null);
            String key = question + ".c" + index + "-" + digest(signature);
            return new Resolved.Call(key, signature, prepared);
        } catch (WrongArguments wrong) {
            return new Resolved.Mistake(
                    WRONG_ARGUMENTS,
                    "The call was not made. "
                            + wrong.getMessage()
                            + " Correct the arguments and ask again.");
        }
    }

    private Resolved replyToRepeat(String signature) {
        repeats++;
        String known = replies.get(signature);
        return new Resolved.Reply(
                known == null
                        ? "Not made again: the same call is in this answer already."
                        : "Not made again: you asked this before. It came to:\n" + known);
    }

    /** Remembers the reply, in case the model makes the same call again. */
    void remember(String signature, String reply) {
        replies.put(signature, reply);
    }

    /** The request broke off with the answer it was in: it may come again. */
    void forget(Resolved resolved) {
        if (resolved instanceof Resolved.Call call) {
            replies.remove(call.signature());
        }
    }

    Optional<Stop> stop() {
        return repeats >= MOST_REPEATS ? Optional.of(Stop.REPEATING) : Optional.empty();
    }

    /** The same text for the same arguments in any order. */
    private static String canonical(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, String> sorted = new TreeMap<>();
            object.properties().forEach(e -> sorted.put(e.getKey(), canonical(e.getValue())));
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
