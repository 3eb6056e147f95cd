package dev.nocturne.investigator.cause;

import dev.nocturne.environment.CallMetrics;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricScan;
import dev.nocturne.investigator.signal.Metrics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How many calls each entity answers, and asks of others, how long they take and how many fail. */
final class CallTable {
    /** With so few values the last one says most. */
    private static final int FEW = 3;

    private final Metrics metrics;
    private final Function<Series, Window> windowOf;
    private final Map<String, Map<String, Calls>> served = new LinkedHashMap<>();
    private final Map<String, Map<String, Map<String, Calls>>> asked = new LinkedHashMap<>();
    private final Set<String> seenFamilies = new HashSet<>();

    /** {@code windowOf}: what is judged in a series. */
    CallTable(Metrics metrics, Function<Series, Window> windowOf) {
        this.metrics = metrics;
        this.windowOf = windowOf;
        for (String entity : metrics.entities()) {
            metrics.of(entity).forEach(this::read);
        }
    }

    private void read(Series series) {
        boolean isSeen = series.metric().endsWith(CallMetrics.SEEN);
        String metric =
                isSeen
                        ? series.metric()
                                .substring(0, series.metric().length() - CallMetrics.SEEN.length())
                        : series.metric();
        for (Calls.Part part : Calls.Part.values()) {
            if (metric.endsWith(part.ending())) {
                String family =
                        series.group()
                                + "."
                                + metric.substring(0, metric.length() - part.ending().length());
                value(series).ifPresent(v -> put(series, family, part, v, isSeen));
            }
        }
    }

    private void put(
            Series series, String family, Calls.Part part, Calls.Value value, boolean isSeen) {
        if (isSeen) {
            String caller = series.labels().getOrDefault(CallMetrics.CALLER, "");
            seenFamilies.add(family);
            if (series.labels().size() == 1 && !caller.isEmpty()) {
                asked.computeIfAbsent(caller, c -> new LinkedHashMap<>())
                        .computeIfAbsent(series.entity(), e -> new HashMap<>())
                        .merge(family, Calls.NONE.with(part, value), (a, b) -> a.with(part, value));
            }
        } else if (series.labels().isEmpty()) {
            served.computeIfAbsent(series.entity(), e -> new HashMap<>())
                    .merge(family, Calls.NONE.with(part, value), (a, b) -> a.with(part, value));
        }
    }

    private Optional<Calls.Value> value(Series series) {
        Optional<Deviation> deviation =
                new MetricScan(metrics, windowOf.apply(series), false).of(series);
        return deviation.map(
                d -> new Calls.Value(d.samples() <= FEW ? d.last() : d.middle(), d.usualValue()));
    }

    /** Whether anything is known of calls between entities. */
    boolean isEmpty() {
        return asked.isEmpty();
    }

    /**
     * What the entity answers, by its own measure; of several, the one in which most is lost. What
     * it measures of its own calls to others counts only where it measures nothing else.
     */
    Optional<Calls> served(String entity) {
        Map<String, Calls> all = served.getOrDefault(entity, Map.of());
        List<Calls> own =
                all.entrySet().stream()
                        .filter(e -> !seenFamilies.contains(e.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        // Other things that are counted with their outcome are not what others ask for.
        return own.stream()
                .filter(calls -> calls.knowsErrors() && calls.knowsTime())
                .reduce(Calls::worse)
                .or(() ->
                        all.values().stream()
                                .filter(calls -> calls.knowsErrors() || calls.knowsTime())
                                .reduce(Calls::worse));
    }

    /** What the entity asks of others, as it measures it, by the other's id. */
    Map<String, Calls> asked(String entity) {
        Map<String, Calls> calls = new LinkedHashMap<>();
        asked.getOrDefault(entity, Map.of())
                .forEach((callee, families) ->
                        families.values().stream()
                                .reduce(Calls::worse)
                                .ifPresent(worst -> calls.put(callee, worst)));
        return calls;
    }
}
