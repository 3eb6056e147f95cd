package dev.nocturne.server.http;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON object of a request's body, read field by field. It records every mistake, so that one
 * answer names all of them; check {@link #rejection} before using what was read.
 */
public final class Form {
    private final ObjectNode fields;
    private final boolean readable;
    private final List<String> mistakes = new ArrayList<>();

    private Form(ObjectNode fields, boolean readable) {
        this.fields = fields;
        this.readable = readable;
    }

    /** Reads a body. */
    public static Form of(byte[] body) {
        Optional<String> text = Utf8.decode(body);
        if (text.isEmpty()) {
            return unreadable("The body is not valid UTF-8.");
        }
        if (text.get().isBlank()) {
            return unreadable("The body is empty; a JSON object is expected.");
        }
        try {
            if (Json.STRICT.readTree(text.get()) instanceof ObjectNode object) {
                return isClean(object)
                        ? new Form(object, true)
                        : unreadable(
                                "A text in the body has a NUL character or half of a surrogate pair.");
            }
            return unreadable("The body is not a JSON object.");
        } catch (StreamConstraintsException e) {
            return unreadable(
                    "The JSON nests deeper than "
                            + Limits.JSON_DEPTH
                            + ", has more than "
                            + Limits.JSON_TOKENS
                            + " fields and values, or has a number or a name that is too long.");
        } catch (JacksonException e) {
            return unreadable("The body is not valid JSON: " + describe(e) + ".");
        }
    }

    /** A form without fields, for requests that need none. */
    public static Form empty() {
        return new Form(JsonNodeFactory.instance.objectNode(), true);
    }

    private static String describe(JacksonException e) {
        String message = e.getOriginalMessage();
        String kind =
                message.startsWith("Duplicate") ? "a field is given twice" : "it cannot be parsed";
        return kind
                + " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    }

    /** For a body that cannot be parsed; no field is then reported as missing. */
    private static Form unreadable(String detail) {
        Form form = new Form(JsonNodeFactory.instance.objectNode(), false);
        form.mistakes.add(detail);
        return form;
    }

    private static boolean isClean(JsonNode node) {
        if (node.isString()) {
            return Utf8.isClean(node.stringValue());
        }
        for (var field : node.properties()) {
            if (!Utf8.isClean(field.getKey())) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!isClean(child)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is a field of that name, also if it is null. */
    public boolean has(String name) {
        return fields.has(name);
    }

    /** A text that must be present and not blank; at most {@code maxBytes} of UTF-8. */
    public String text(String name, int maxBytes) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            addMistake("'" + name + "' is missing.");
            return "";
        }
        String text = text(name, value, maxBytes);
        if (text != null && text.isBlank()) {
            addMistake("'" + name + "' is empty.");
        }
        return text == null ? "" : text;
    }

    /** A text that may be left out or null. */
    public @Nullable String optionalText(String name, int maxBytes) {
        JsonNode value = fields.get(name);
        return value == null || value.isNull() ? null : text(name, value, maxBytes);
    }

    private @Nullable String text(String name, JsonNode value, int maxBytes) {
        if (!value.isString()) {
            addMistake("'" + name + "' must be a string.");
            return null;
        }
        String text = value.stringValue();
        // A char is at least one byte: no need to encode what is far too long.
        if (text.length() > maxBytes || Utf8.length(text) > maxBytes) {
            addMistake("'" + name + "' is longer than " + maxBytes + " bytes of UTF-8.");
            return null;
        }
        return text;
    }

    /** A whole number that may be left out or null. */
    public OptionalLong optionalLong(String name, long min, long max) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return OptionalLong.empty();
        }
        boolean fits = value.isIntegralNumber() && value.canConvertToLong();
        if (!fits || value.longValue() < min || value.longValue() > max) {
            addMistake("'" + name + "' must be a whole number from " + min + " to " + max + ".");
            return OptionalLong.empty();
        }
        return OptionalLong.of(value.longValue());
    }

    /** A list that may be left out or null; null then. */
    public @Nullable List<JsonNode> optionalList(String name, int maxItems) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            addMistake("'" + name + "' must be a list.");
            return null;
        }
        if (value.size() > maxItems) {
            addMistake("'" + name + "' has more than " + maxItems + " items.");
            return null;
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }

    /** Records a mistake, as a whole sentence. */
    public void addMistake(String sentence) {
        if (readable) {
            mistakes.add(sentence);
        }
    }

    /** Why this request cannot be served; empty if there was no mistake. */
    public Optional<Result.Rejected<Object>> rejection() {
        return mistakes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Result.rejected(ErrorCode.INVALID_REQUEST, String.join(" ", mistakes)));
    }
}
