package dev.nocturne.llm.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of a tool that are also sent as HTTP headers to modern servers. In the schema they
 * are marked with {@code x-mcp-header}.
 *
 * @param headers names of the headers by names of the arguments
 */
record HeaderParameters(Map<String, String> headers) {
    private static final String MARK = "x-mcp-header";
    private static final String PREFIX = "Mcp-Param-";
    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

    /** A token of RFC 9110. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

    /** Printable ASCII without white space at its ends. */
    private static final Pattern PLAIN = Pattern.compile("[!-~]([ -~]*[!-~])?|");

    private static final Pattern ENCODED = Pattern.compile("=\\?base64\\?.*\\?=");

    HeaderParameters {
        headers = Map.copyOf(headers);
    }

    /** Reads the marks of a schema; empty if one is invalid, so that the tool cannot be used. */
    static Optional<HeaderParameters> read(JsonNode schema) {
        Map<String, String> headers = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode mark = property.getValue().path(MARK);
            if (mark.isMissingNode()) {
                continue;
            }
            String type = property.getValue().path("type").asString("").toLowerCase(Locale.ROOT);
            if (!mark.isString()
                    || !TOKEN.matcher(mark.asString()).matches()
                    || !TYPES.contains(type)
                    || !names.add(mark.asString())) {
                return Optional.empty();
            }
            headers.put(property.getKey(), PREFIX + mark.asString());
        }
        return Optional.of(new HeaderParameters(headers));
    }

    /** The headers for these arguments. */
    Map<String, String> of(ObjectNode arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        headers.forEach((parameter, header) -> {
            JsonNode value = arguments.path(parameter);
            if (value.isString() || value.isNumber() || value.isBoolean()) {
                values.put(header, encode(value.asString()));
            }
        });
        return values;
    }

    /** A header's value: the text itself, or its UTF-8 in Base64 where a header cannot hold it. */
    static String encode(String text) {
        return PLAIN.matcher(text).matches() && !ENCODED.matcher(text).matches()
                ? text
                : "=?base64?"
                        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                        + "?=";
    }
}
