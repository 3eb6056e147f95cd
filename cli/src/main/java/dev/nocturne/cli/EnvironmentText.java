package dev.nocturne.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of a file that describes a live environment.
 *
 * @param zone its time zone
 * @param urls of the Prometheus servers to ask
 * @param headers sent with each request, none of them secret
 * @param bearer the variable that holds the token; null for none
 */
record EnvironmentText(
        String name,
        String zone,
        List<String> urls,
        Map<String, String> headers,
        @Nullable String bearer) {
    EnvironmentText {
        urls = List.copyOf(urls);
        headers = new LinkedHashMap<>(headers);
    }

    String write() {
        StringBuilder text = new StringBuilder();
        line(text, "# A live environment of Nocturne. docs/environments.md describes every key.");
        line(text, "environment: " + scalar(name));
        line(text, "zone: " + scalar(zone));
        line(text, "sources:");
        for (int i = 0; i < urls.size(); i++) {
            line(text, "  - name: prometheus" + (i == 0 ? "" : "-" + (i + 1)));
            line(text, "    type: prometheus");
            line(text, "    url: " + scalar(urls.get(i)));
            if (!headers.isEmpty()) {
                line(text, "    headers:");
                headers.forEach((header, value) ->
                        line(text, "      " + scalar(header) + ": " + scalar(value)));
            }
            if (bearer != null) {
                line(text, "    bearer: {env: " + scalar(bearer) + "}");
            }
            line(text, "    # What labels and metrics do not show:");
            line(text, "    # entities:");
            line(text, "    #   labels: [service]");
            line(text, "    #   same: {database: [postgres, \"postgres:5432\"]}");
            line(text, "    #   relations: [frontend needs backend]");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    /** As it is where YAML reads it as a text without doubt, else as JSON, which YAML reads too. */
    private static String scalar(String value) {
        boolean plain =
                value.matches("[A-Za-z][A-Za-z0-9._/-]*")
                        && !value.matches("(?i)true|false|null|yes|no|on|off|y|n");
        boolean url = value.matches("https?://[A-Za-z0-9._/:-]+");
        return plain || url ? value : JsonMapper.shared().writeValueAsString(value);
    }
}
