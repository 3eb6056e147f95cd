package dev.nocturne.llm.agent;

import dev.nocturne.core.event.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the arguments of a tool call, with error messages for the model. */
public final class Arguments {
    /** The longest arguments, in characters; no tool needs as many. */
    private static final int MOST_CHARS = 32 * 1024;

    private final ObjectNode object;

    public Arguments(ObjectNode object) {
        this.object = object;
    }

    /** Parses the JSON object that a model wrote; a blank text counts as an empty object. */
    static ObjectNode parse(String text) throws WrongArguments {
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (text.length() > MOST_CHARS) {
            throw new WrongArguments(
                    "The arguments are longer than " + MOST_CHARS + " characters.");
        }
        try {
            if (EventCodec.JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new WrongArguments("The arguments are not valid JSON: " + e.getOriginalMessage());
        }
        throw new WrongArguments("The arguments must be one JSON object.");
    }

    /** Reads a required text that is not blank. */
    public String text(String name, int mostChars) throws WrongArguments {
        JsonNode value = object.path(name);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new WrongArguments("\"" + name + "\" is missing: give a text that is not empty.");
        }
        if (value.stringValue().length() > mostChars) {
            throw new WrongArguments(
                    "\"" + name + "\" is longer than " + mostChars + " characters.");
        }
        return value.stringValue().strip();
    }

    /** Reads an optional text; empty if it is absent. */
    public String optionalText(String name, int mostChars) throws WrongArguments {
        JsonNode value = object.path(name);
        return value.isMissingNode() || value.isNull() || value.asString("").isBlank()
                ? ""
                : text(name, mostChars);
    }

    /** Reads an optional whole number within bounds; {@code otherwise} if it is absent. */
    public int number(String name, int from, int to, int otherwise) throws WrongArguments {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.asInt(from - 1) < from || value.asInt(to + 1) > to) {
            throw new WrongArguments(
                    "\"" + name + "\" must be a whole number from " + from + " to " + to + ".");
        }
        return value.intValue();
    }

    /** Reads one of the words, ignoring case; {@code otherwise} if it is absent. */
    public String choice(String name, String otherwise, List<String> words) throws WrongArguments {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        String given = value.asString("").strip();
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() ->
                        new WrongArguments(
                                "\""
                                        + name
                                        + "\" must be one of "
                                        + String.join(", ", words)
                                        + "."));
    }

    /** Reads an optional list of texts; empty if it is absent. */
    public List<String> texts(String name, int most) throws WrongArguments {
        JsonNode value = object.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        if (!value.isArray() || value.size() > most) {
            throw new WrongArguments(
                    String.format(
                            Locale.ROOT, "\"%s\" must be a list of at most %d texts.", name, most));
        }
        for (JsonNode item : value) {
            if (!item.isString()) {
                throw new WrongArguments("\"" + name + "\" must hold texts only.");
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    /** Reads an optional list of objects; empty if it is absent. */
    public List<Arguments> objects(String name, int most) throws WrongArguments {
        JsonNode value = object.path(name);
        List<Arguments> objects = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return objects;
        }
        if (!value.isArray() || value.size() > most) {
            throw new WrongArguments(
                    String.format(
                            Locale.ROOT,
                            "\"%s\" must be a list of at most %d objects.",
                            name,
                            most));
        }
        for (JsonNode item : value) {
            if (!(item instanceof ObjectNode one)) {
                throw new WrongArguments("\"" + name + "\" must hold objects only.");
            }
            objects.add(new Arguments(one));
        }
        return objects;
    }
}
