package dev.nocturne.sources.prometheus;

import dev.nocturne.sources.prometheus.wire.JsonCursor;
import dev.nocturne.sources.prometheus.wire.ServerText;
import dev.nocturne.sources.prometheus.wire.UnreadableAnswerException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the server says of itself: its rules, its alerts, its targets, its metrics. */
final class StateData {
    /** As Prometheus writes durations: {@code 1m30s}. */
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|[smhdwy])");

    private static final Map<String, Long> UNITS =
            Map.of(
                    "ms", 1L,
                    "s", 1000L,
                    "m", 60_000L,
                    "h", 3_600_000L,
                    "d", 86_400_000L,
                    "w", 7 * 86_400_000L,
                    "y", 365 * 86_400_000L);

    private final JsonCursor json;
    private final ServerText text;

    StateData(JsonCursor json, ServerText text) {
        this.json = json;
        this.text = text;
    }

    Map<String, ApiMetadata> readMetadata() throws IOException {
        Map<String, ApiMetadata> metrics = new TreeMap<>();
        json.object(
                "data",
                metric ->
                        json.list(
                                "what is said of a metric",
                                () -> {
                                    Fields fields = readFields("what is said of a metric");
                                    // Targets may differ; the first that says something counts.
                                    metrics.merge(
                                            metric,
                                            new ApiMetadata(
                                                    fields.text("type", "unknown"),
                                                    fields.text("unit", ""),
                                                    fields.text("help", "")),
                                            (a, b) -> a.type().equals("unknown") ? b : a);
                                }));
        return metrics;
    }

    List<ApiRule> readAlertingRules() throws IOException {
        List<ApiRule> rules = new ArrayList<>();
        readList(
                "groups",
                () ->
                        json.field(
                                "a group of rules",
                                "rules",
                                () -> json.list("rules", () -> addAlerting(rules))));
        return rules;
    }

    private void addAlerting(List<ApiRule> rules) throws IOException {
        Fields rule = readFields("a rule");
        if (rule.text("type", "").equals("alerting")) {
            rules.add(
                    new ApiRule(
                            rule.need("name", "a rule"),
                            rule.need("query", "a rule"),
                            rule.number("duration"),
                            rule.texts("labels"),
                            rule.texts("annotations"),
                            text.clean(rule.text("lastError", ""))));
        }
    }

    List<ApiAlert> readAlerts() throws IOException {
        List<ApiAlert> alerts = new ArrayList<>();
        readList(
                "alerts",
                () -> {
                    Fields alert = readFields("an alert");
                    alerts.add(
                            new ApiAlert(
                                    alert.texts("labels"),
                                    alert.texts("annotations"),
                                    alert.need("state", "an alert"),
                                    moment(alert.need("activeAt", "an alert"))));
                });
        return alerts;
    }

    List<ApiTarget> readTargets() throws IOException {
        List<ApiTarget> targets = new ArrayList<>();
        readList(
                "activeTargets",
                () -> {
                    Fields target = readFields("a target");
                    targets.add(
                            new ApiTarget(
                                    target.texts("labels"),
                                    host(target.text("scrapeUrl", "")),
                                    target.text("health", "unknown"),
                                    text.clean(target.text("lastError", "")),
                                    duration(target.text("scrapeInterval", ""))));
                });
        return targets;
    }

    /** The text fields of the data. */
    Map<String, String> readTexts() throws IOException {
        return readFields("data").texts;
    }

    List<Map<String, String>> readLabelSets(int limit, Runnable stop) throws IOException {
        List<Map<String, String>> sets = new ArrayList<>();
        json.list(
                "data",
                () -> {
                    if (sets.size() == limit) {
                        json.stop();
                        stop.run();
                        return;
                    }
                    json.keep();
                    sets.add(json.texts("the labels of a series"));
                });
        return sets;
    }

    List<String> readNames() throws IOException {
        List<String> names = new ArrayList<>();
        json.list(
                "data",
                () -> {
                    json.keep();
                    names.add(json.text("a value of a label"));
                });
        return names;
    }

    private void readList(String list, JsonCursor.ElementReader element) throws IOException {
        json.field("data", list, () -> json.list(list, element));
    }

    /** Texts, numbers and objects of texts; what is of another kind is not needed here. */
    private Fields readFields(String what) throws IOException {
        json.keep();
        Fields fields = new Fields();
        json.object(
                what,
                name -> {
                    if (json.isText()) {
                        json.keep();
                        fields.texts.put(name, json.text(name));
                    } else if (json.isNumber()) {
                        json.keep();
                        fields.numbers.put(name, json.number(name));
                    } else if (name.equals("labels") || name.equals("annotations")) {
                        fields.objects.put(name, json.texts(name));
                    } else {
                        json.skip();
                    }
                });
        return fields;
    }

    private static final class Fields {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Double> numbers = new HashMap<>();
        private final Map<String, Map<String, String>> objects = new HashMap<>();

        String text(String name, String otherwise) {
            return texts.getOrDefault(name, otherwise);
        }

        String need(String name, String what) throws UnreadableAnswerException {
            String text = texts.get(name);
            if (text == null) {
                throw new UnreadableAnswerException(
                        "its answer has " + what + " without the text " + name);
            }
            return text;
        }

        double number(String name) {
            return numbers.getOrDefault(name, 0.0);
        }

        Map<String, String> texts(String name) {
            return objects.getOrDefault(name, Map.of());
        }
    }

    private static long moment(String iso) throws UnreadableAnswerException {
        try {
            return OffsetDateTime.parse(iso).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            throw new UnreadableAnswerException("its answer has a time that is none");
        }
    }

    private static String host(String url) {
        try {
            URI uri = new URI(url);
            String host = uri.getHost() == null ? "" : uri.getHost();
            return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
        } catch (URISyntaxException _) {
            return "";
        }
    }

    private static long duration(String text) {
        long millis = 0;
        Matcher part = DURATION.matcher(text);
        while (part.find()) {
            millis += Long.parseLong(part.group(1)) * UNITS.getOrDefault(part.group(2), 0L);
        }
        return millis;
    }
}
