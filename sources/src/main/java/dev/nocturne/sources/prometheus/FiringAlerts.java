package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.FiringAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which alerts are pending or fire at a moment. */
final class FiringAlerts {
    static final String QUERY = "ALERTS";

    /** Only for so long back the server says what fires, with its annotations. */
    private static final long PRESENT = 5_000;

    private final PrometheusApi api;

    FiringAlerts(PrometheusApi api) {
        this.api = api;
    }

    Reply<List<FiringAlert>> at(Instant at, Instant now) throws InterruptedException {
        Map<String, ApiRule> rules = new HashMap<>();
        if (api.rules() instanceof Reply.Found<List<ApiRule>>(var known, var _)) {
            known.forEach(rule -> rules.put(rule.name(), rule));
        }
        long time = at.toEpochMilli();
        if (now.toEpochMilli() - time <= PRESENT
                && api.alerts() instanceof Reply.Found<List<ApiAlert>>(var firing, var warnings)) {
            List<FiringAlert> alerts = new ArrayList<>();
            for (ApiAlert alert : firing) {
                alerts.add(
                        alert(
                                alert.labels(),
                                alert.annotations(),
                                alert.activeAt(),
                                alert.state(),
                                rules));
            }
            return new Reply.Found<>(sorted(alerts), warnings);
        }
        return recorded(time, rules);
    }

    private Reply<List<FiringAlert>> recorded(long time, Map<String, ApiRule> rules)
            throws InterruptedException {
        Map<Map<String, String>, Long> since = new HashMap<>();
        if (api.query("ALERTS_FOR_STATE", time)
                instanceof Reply.Found<List<ApiSample>>(var samples, var _)) {
            for (ApiSample sample : samples) {
                since.put(plain(sample.labels()), Math.round(sample.value() * 1000));
            }
        }
        return switch (api.query(QUERY, time)) {
            case Reply.Failed<List<ApiSample>>(var reason, var message) ->
                    new Reply.Failed<>(reason, message);
            case Reply.Found<List<ApiSample>>(List<ApiSample> samples, List<String> warnings) -> {
                List<FiringAlert> alerts = new ArrayList<>();
                for (ApiSample sample : samples) {
                    Map<String, String> labels = plain(sample.labels());
                    alerts.add(
                            alert(
                                    labels,
                                    Map.of(),
                                    since.getOrDefault(labels, time),
                                    sample.labels().getOrDefault("alertstate", ""),
                                    rules));
                }
                yield new Reply.Found<>(sorted(alerts), warnings);
            }
        };
    }

    private static Map<String, String> plain(Map<String, String> labels) {
        Map<String, String> plain = new TreeMap<>(labels);
        plain.remove("__name__");
        plain.remove("alertstate");
        return plain;
    }

    private static FiringAlert alert(
            Map<String, String> labels,
            Map<String, String> annotations,
            long since,
            String state,
            Map<String, ApiRule> rules) {
        String name = labels.getOrDefault("alertname", "");
        ApiRule rule = rules.get(name);
        return new FiringAlert(
                name,
                labels,
                annotations,
                since,
                state.toLowerCase(Locale.ROOT).equals("firing")
                        ? FiringAlert.State.FIRING
                        : FiringAlert.State.PENDING,
                rule == null ? "" : rule.expression());
    }

    private static List<FiringAlert> sorted(List<FiringAlert> alerts) {
        return alerts.stream()
                .filter(alert -> !AlertHistory.isAlways(alert.name()))
                .sorted(
                        Comparator.comparing(FiringAlert::state)
                                .reversed()
                                .thenComparingLong(FiringAlert::since)
                                .thenComparing(FiringAlert::name))
                .toList();
    }
}
