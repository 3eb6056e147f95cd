package dev.nocturne.cli.client;

import dev.nocturne.core.event.EventCodec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The servers that the user has given names, as {@code contexts.json} holds them.
 *
 * @param current name of the context that commands use by default; null for none
 * @param all the contexts by name
 */
public record Contexts(@Nullable String current, Map<String, Context> all) {
    public static final Contexts NONE = new Contexts(null, Map.of());

    /** Fits into a column of a table and needs no quotes in a shell. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** The limit of the server (docs/configuration.md, Tokens). */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,512}");

    private static final Set<String> KEYS = Set.of("current", "contexts");
    private static final Set<String> CONTEXT_KEYS = Set.of("server", "token", "token_file");

    public Contexts {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    /**
     * Parses the file's text.
     *
     * @throws IllegalArgumentException with a sentence, without any token, if it is not such a file
     */
    public static Contexts parse(String text) {
        JsonNode root;
        try {
            root = EventCodec.JSON.readTree(text);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            // Jackson's own message quotes the text, which may hold a token.
            throw new IllegalArgumentException("line " + line + ": this is not valid JSON", e);
        }
        checkKeys(root, KEYS, "the file");
        Map<String, Context> all = new LinkedHashMap<>();
        JsonNode contexts = root.path("contexts");
        for (String name : contexts.propertyNames()) {
            all.put(checkName(name), context(name, contexts.path(name)));
        }
        String current = root.path("current").asString("");
        if (!current.isEmpty() && !all.containsKey(current)) {
            throw new IllegalArgumentException(
                    "'current' names the context '" + current + "', which the file does not have");
        }
        return new Contexts(current.isEmpty() ? null : current, all);
    }

    private static Context context(String name, JsonNode json) {
        String where = "context '" + name + "'";
        checkKeys(json, CONTEXT_KEYS, where);
        String token = json.path("token").asString("");
        String file = json.path("token_file").asString("");
        if (!token.isEmpty() && !file.isEmpty()) {
            throw new IllegalArgumentException(where + " has both 'token' and 'token_file'");
        }
        return new Context(
                ServerAddress.parse(json.path("server").asString(""), null).base(),
                token.isEmpty() ? null : checkToken(token, where),
                file.isEmpty() ? null : Path.of(file));
    }

    private static void checkKeys(JsonNode json, Set<String> known, String where) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(where + " must be a JSON object");
        }
        for (String key : json.propertyNames()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        where
                                + " has the unknown key '"
                                + key
                                + "'; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    /** Returns the name if a context may have it. */
    public static String checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' cannot name a context: use letters, digits, '.', '_' and '-', at"
                            + " most 63 of them");
        }
        return name;
    }

    /**
     * Returns the token without the blanks around it.
     *
     * @param source where it was found, for the message
     */
    public static String checkToken(String token, String source) {
        String stripped = token.strip();
        if (!TOKEN.matcher(stripped).matches()) {
            throw new IllegalArgumentException(
                    source + " holds no token: expected 1 to 512 visible ASCII characters");
        }
        return stripped;
    }

    /** The file's text. */
    public String format() {
        ObjectNode root = EventCodec.JSON.createObjectNode();
        if (current != null) {
            root.put("current", current);
        }
        ObjectNode contexts = root.putObject("contexts");
        all.forEach((name, context) -> {
            ObjectNode json = contexts.putObject(name).put("server", context.server());
            if (context.token() != null) {
                json.put("token", context.token());
            }
            if (context.tokenFile() != null) {
                json.put("token_file", context.tokenFile().toString());
            }
        });
        return root.toPrettyString() + "\n";
    }

    /** With that context, which becomes the current one if there is none yet. */
    public Contexts with(String name, Context context) {
        Map<String, Context> more = new TreeMap<>(all);
        more.put(checkName(name), context);
        return new Contexts(current == null ? name : current, more);
    }

    /** Without that context. */
    public Contexts without(String name) {
        Map<String, Context> fewer = new TreeMap<>(all);
        fewer.remove(name);
        return new Contexts(name.equals(current) ? null : current, fewer);
    }

    /** With that current context; null for none. */
    public Contexts withCurrent(@Nullable String name) {
        return new Contexts(name, all);
    }
}
