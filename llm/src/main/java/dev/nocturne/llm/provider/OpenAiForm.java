package dev.nocturne.llm.provider;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts chunks of servers that imitate OpenAI to OpenAI's own form, the only one that the model
 * library reads. Each chunk is rebuilt from the fields that are recognised. Holds the state of one
 * answer; used by one thread.
 */
final class OpenAiForm {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The most tool calls of one answer; further ones are dropped. */
    private static final int MAX_CALLS = 256;

    private final List<Call> calls = new ArrayList<>();

    /** A tool call, as far as it has arrived. */
    private static final class Call {
        private final int wireIndex;
        private final String id;
        private final String name;
        private final StringBuilder arguments = new StringBuilder();

        Call(int wireIndex, String id, String name) {
            this.wireIndex = wireIndex;
            this.id = id;
            this.name = name;
        }

        boolean isComplete() {
            return arguments.length() > 1
                    && arguments.charAt(arguments.length() - 1) == '}'
                    && Conversation.isObject(arguments.toString());
        }
    }

    /** The piece of a tool call in one chunk. {@code index} is -1 if it has none. */
    private record Piece(int index, String id, String name, String arguments) {
        static Piece of(JsonNode call) {
            JsonNode function = call.path("function").isObject() ? call.path("function") : call;
            return new Piece(
                    call.path("index").isIntegralNumber() ? call.path("index").asInt(-1) : -1,
                    call.path("id").isValueNode() ? call.path("id").asString("") : "",
                    function.path("name").asString(""),
                    text(function.path("arguments")));
        }

        /** By the protocol arguments are a text; some servers send an object. */
        private static String text(JsonNode arguments) {
            return arguments.isContainer()
                    ? JSON.writeValueAsString(arguments)
                    : arguments.asString("");
        }
    }

    /** Converts a chunk. */
    ObjectNode restore(JsonNode chunk) {
        ObjectNode restored = JsonNodeFactory.instance.objectNode();
        restored.put("id", chunk.path("id").isString() ? chunk.path("id").asString() : "chunk");
        restored.put("object", "chat.completion.chunk");
        restored.put("model", chunk.path("model").asString(""));
        ArrayNode choices = restored.putArray("choices");
        JsonNode choice = choice(chunk);
        if (choice.isObject()) {
            ObjectNode kept = choices.addObject().put("index", 0);
            JsonNode delta = delta(choice);
            restoreDelta(delta, kept.putObject("delta"));
            String finish = choice.path("finish_reason").asString("");
            if (!finish.isEmpty()) {
                kept.put("finish_reason", finish);
            }
        }
        restoreUsage(chunk, choice, restored);
        return restored;
    }

    /** The first choice; no more than one is requested. */
    static JsonNode choice(JsonNode chunk) {
        return chunk.path("choices").path(0);
    }

    /** The delta; some servers send a whole message instead. */
    static JsonNode delta(JsonNode choice) {
        return choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
    }

    private void restoreDelta(JsonNode delta, ObjectNode restored) {
        String content = text(delta.path("content"));
        if (!content.isEmpty()) {
            restored.put("content", content);
        }
        String reasoning = text(delta.path("reasoning_content"));
        if (!reasoning.isEmpty()) {
            restored.put("reasoning_content", reasoning);
        }
        ArrayNode pieces = JsonNodeFactory.instance.arrayNode();
        JsonNode toolCalls = delta.path("tool_calls");
        List<Call> seen = new ArrayList<>();
        for (JsonNode call : toolCalls.isObject() ? List.of(toolCalls) : toolCalls) {
            add(Piece.of(call), seen, pieces);
        }
        // The older form of tool_calls.
        if (delta.path("function_call").isObject()) {
            add(Piece.of(delta.path("function_call")), seen, pieces);
        }
        if (!pieces.isEmpty()) {
            restored.set("tool_calls", pieces);
        }
    }

    private void add(Piece piece, List<Call> seen, ArrayNode pieces) {
        Call call = findContinued(piece, seen);
        boolean begins = call == null;
        if (call == null) {
            if (calls.size() == MAX_CALLS || piece.name().isBlank()) {
                return;
            }
            String id = isUnique(piece.id()) ? piece.id() : "call_" + calls.size();
            call = new Call(piece.index(), id, piece.name());
            calls.add(call);
        } else if (call.isComplete()) {
            // Some servers repeat a whole call at the end of the answer.
            return;
        }
        seen.add(call);
        call.arguments.append(piece.arguments());
        ObjectNode restored = pieces.addObject().put("index", calls.indexOf(call));
        ObjectNode function = restored.putObject("function");
        if (begins) {
            restored.put("id", call.id).put("type", "function");
            function.put("name", call.name);
        }
        function.put("arguments", piece.arguments());
    }

    /** Whether no other call has the id, which connects a call with its result. */
    private boolean isUnique(String id) {
        return !id.isBlank() && calls.stream().noneMatch(call -> call.id.equals(id));
    }

    /**
     * Finds the call that a piece continues; null if the piece begins a new call. A piece without a
     * name continues a call; so does one that repeats the name and position of an incomplete call.
     * The pieces of one chunk always belong to different calls.
     */
    private @Nullable Call findContinued(Piece piece, List<Call> seen) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            boolean samePlace = piece.index() < 0 || piece.index() == call.wireIndex;
            if (!samePlace || seen.contains(call)) {
                continue;
            }
            if (piece.name().isBlank()) {
                return call;
            }
            boolean repeated = call.name.equals(piece.name());
            boolean sameId = piece.id().isBlank() || piece.id().equals(call.id);
            if (repeated
                    && (call.isComplete()
                            ? sameId && repeats(piece, call)
                            : sameId || call.arguments.isEmpty() == piece.arguments().isEmpty())) {
                return call;
            }
        }
        return null;
    }

    /** Whether a piece only repeats a complete call. */
    private static boolean repeats(Piece piece, Call call) {
        return piece.arguments().isBlank()
                || (!piece.id().isBlank() && piece.arguments().contentEquals(call.arguments));
    }

    /** By the protocol content is a text; some servers send a list of parts. */
    static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content.isObject() ? List.of(content) : content) {
            String type = part.path("type").asString("text");
            if (part.isString()) {
                text.append(part.asString());
            } else if (type.equals("text") || type.equals("output_text")) {
                text.append(text(part.path("text")));
            }
        }
        return text.toString();
    }

    private static void restoreUsage(JsonNode chunk, JsonNode choice, ObjectNode restored) {
        for (JsonNode place :
                List.of(
                        chunk.path("usage"),
                        choice.path("usage"),
                        chunk.path("x_groq").path("usage"))) {
            if (place.isObject()) {
                int input = count(place, "prompt_tokens", "input_tokens");
                int output = count(place, "completion_tokens", "output_tokens");
                ObjectNode usage = restored.putObject("usage");
                usage.put("prompt_tokens", input).put("completion_tokens", output);
                usage.put("total_tokens", (int) Math.min((long) input + output, Integer.MAX_VALUE));
                usage.putObject("prompt_tokens_details")
                        .put(
                                "cached_tokens",
                                count(place.path("prompt_tokens_details"), "cached_tokens", ""));
                return;
            }
        }
    }

    /** By the protocol counts are whole numbers; some servers send texts or fractions. */
    private static int count(JsonNode usage, String name, String otherName) {
        JsonNode value = usage.has(name) ? usage.path(name) : usage.path(otherName);
        double number = 0;
        if (value.isNumber()) {
            number = value.asDouble();
        } else if (value.isString()
                && value.asString().strip().matches("\\d{1,12}(\\.\\d{1,6})?")) {
            number = Double.parseDouble(value.asString().strip());
        }
        return (int) Math.clamp(number, 0, Integer.MAX_VALUE);
    }
}
