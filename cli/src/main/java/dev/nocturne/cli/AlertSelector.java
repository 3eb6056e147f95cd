package dev.nocturne.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which of the alerts that fire is meant: {@code NAME} or {@code NAME{label=value,...}}.
 *
 * @param labels each must have this value
 */
record AlertSelector(String name, Map<String, String> labels) {
    private static final Pattern WHOLE = Pattern.compile("([^{}]+)(?:\\{(.*)})?");

    private static final Pattern LABEL =
            Pattern.compile(
                    "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*(?:\"([^\"]*)\"|([^,\"]*))\\s*(,|$)");

    AlertSelector {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /**
     * Reads what a person typed.
     *
     * @throws CommandFailure if it is none
     */
    static AlertSelector parse(String text) {
        Matcher whole = WHOLE.matcher(text.strip());
        if (!whole.matches()) {
            throw misuse(text);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        String rest = whole.group(2) == null ? "" : whole.group(2).strip();
        Matcher label = LABEL.matcher(rest);
        int end = 0;
        while (end < rest.length()) {
            if (!label.find(end) || label.start() != end) {
                throw misuse(text);
            }
            labels.put(
                    label.group(1),
                    label.group(2) == null ? label.group(3).strip() : label.group(2));
            end = label.end();
        }
        return new AlertSelector(whole.group(1).strip(), labels);
    }

    private static CommandFailure misuse(String text) {
        return new CommandFailure(
                ExitCode.USAGE,
                "--alert takes NAME or 'NAME{label=value,...}', not '" + text + "'");
    }

    /** Whether the alert of an answer of {@code /alerts} is meant. */
    boolean matches(JsonNode alert) {
        return alert.path("name").asString("").equals(name)
                && labels.entrySet().stream()
                        .allMatch(label ->
                                alert.path("labels")
                                        .path(label.getKey())
                                        .asString("")
                                        .equals(label.getValue()));
    }
}
