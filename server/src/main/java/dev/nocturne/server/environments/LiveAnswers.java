package dev.nocturne.server.environments;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.environment.AlarmSource;
import dev.nocturne.environment.AlertSource;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.DocumentSource;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.EventSource;
import dev.nocturne.environment.FiringAlert;
import dev.nocturne.environment.Health;
import dev.nocturne.environment.MetricSource;
import dev.nocturne.environment.RowSource;
import dev.nocturne.environment.Source;
import dev.nocturne.environment.StateSource;
import dev.nocturne.environment.TopologySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the sources of an environment say about themselves and about alerts, as JSON. */
public final class LiveAnswers {
    /** Alerts of one answer; in a storm the oldest ones are the most telling. */
    static final int MOST_ALERTS = 1_000;

    private static final Map<String, Class<? extends Source>> ABILITIES = new LinkedHashMap<>();

    static {
        ABILITIES.put("topology", TopologySource.class);
        ABILITIES.put("metrics", MetricSource.class);
        ABILITIES.put("states", StateSource.class);
        ABILITIES.put("alarms", AlarmSource.class);
        ABILITIES.put("alerts", AlertSource.class);
        ABILITIES.put("events", EventSource.class);
        ABILITIES.put("rows", RowSource.class);
        ABILITIES.put("documents", DocumentSource.class);
    }

    private static final Comparator<FiringAlert> ORDER =
            Comparator.comparing(FiringAlert::state)
                    .reversed()
                    .thenComparingLong(FiringAlert::since)
                    .thenComparing(FiringAlert::name);

    private LiveAnswers() {}

    /** The sources with what they know and whether they can be asked. Asks each of them. */
    public static ObjectNode sources(Environment environment) throws InterruptedException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("environment", environment.name());
        json.put("live", environment.isLive());
        ArrayNode sources = json.putArray("sources");
        for (Source source : environment.sources()) {
            ObjectNode one = sources.addObject();
            one.put("name", source.name());
            ArrayNode abilities = one.putArray("abilities");
            ABILITIES.forEach((name, ability) -> {
                if (ability.isInstance(source)) {
                    abilities.add(name);
                }
            });
            Health health = source.health();
            one.put("status", health.status().name().toLowerCase(Locale.ROOT));
            one.put("message", health.message());
        }
        return json;
    }

    /**
     * The alerts that all sources know of: those that fire before pending ones, the oldest first.
     */
    public static Result<ObjectNode> alerts(Environment environment, Instant at)
            throws InterruptedException {
        List<AlertSource> sources = environment.sources(AlertSource.class);
        if (sources.isEmpty()) {
            return Result.rejected(
                    ErrorCode.NOT_IN_ENVIRONMENT,
                    "No source of " + environment.name() + " knows which alerts fire.");
        }
        List<FiringAlert> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        int failed = 0;
        for (AlertSource source : sources) {
            Answer<List<FiringAlert>> answer = source.alerts(at);
            answer.data().ifPresent(found::addAll);
            switch (answer) {
                case Answer.Failed<List<FiringAlert>> failure -> {
                    failed++;
                    missing.add(source.name() + ": " + failure.message());
                }
                case Answer.Partial<List<FiringAlert>> partial ->
                        missing.add(source.name() + ": " + partial.missing());
                case Answer.Complete<List<FiringAlert>> complete -> {}
                case Answer.NoData<List<FiringAlert>> none -> {}
            }
        }
        if (failed == sources.size()) {
            return Result.rejected(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The alerts could not be read. " + String.join("; ", missing) + ".");
        }
        return Result.ok(json(environment, at, found, String.join("; ", missing)));
    }

    private static ObjectNode json(
            Environment environment, Instant at, List<FiringAlert> found, String missing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("environment", environment.name());
        json.put("at", at.toString());
        ArrayNode alerts = json.putArray("alerts");
        found.stream()
                .sorted(ORDER)
                .limit(MOST_ALERTS)
                .forEach(alert -> add(alerts.addObject(), alert));
        json.put("total", found.size());
        if (missing.isEmpty()) {
            json.putNull("missing");
        } else {
            json.put("missing", missing);
        }
        return json;
    }

    private static void add(ObjectNode json, FiringAlert alert) {
        json.put("name", alert.name());
        json.put("state", alert.state().name().toLowerCase(Locale.ROOT));
        json.put("since", Instant.ofEpochMilli(alert.since()).toString());
        alert.labels().forEach(json.putObject("labels")::put);
        alert.annotations().forEach(json.putObject("annotations")::put);
        json.put("expression", alert.expression());
    }
}
