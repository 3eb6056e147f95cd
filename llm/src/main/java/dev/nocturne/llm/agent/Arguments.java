package dev.nocturne.llm.agent;

import dev.nocturne.core.event.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the arguments a model wrote, with messages it can learn from. */
public final class Arguments {
    /** Characters of a tool's arguments; no tool needs as many. */
    private static final int MOST_CHARS = 32 * 1024;

    private final ObjectNode object;

    public Arguments(ObjectNode object) {
        this.object = object;
    }

    /** The JSON object a model wrote; nothing at all counts as an empty one. */
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

    /** A text that has to be there and not blank. */
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

    /** A text that may be left out: then it is empty. */
    public String optionalText(String name, int mostChars) throws WrongArguments {
        JsonNode value = object.path(name);
        return value.isMissingNode() || value.isNull() || value.asString("").isBlank()
                ? ""
                : text(name, mostChars);
    }

    /** A whole number within bounds; {@code otherwise} when left out. */
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

    /** One of the words, whatever its case; {@code otherwise} when left out. */
    public String choice(String name, String otherwise, List<String> words) throws WrongArguments {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        String said = value.asString("").strip();
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(said))
                .findFirst()
                .orElseThrow(() ->
                        new WrongArguments(
                                "\""
                                        + name
                                        + "\" must be one of "
                                        + String.join(", ", words)
                                        + "."));
    }

    /** Texts; none when left out. */
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

    /** Objects; none when left out. */
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
