package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Occurrence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which alerts fired, as the server writes them down in {@code ALERTS}. */
final class AlertHistory {
    /** Where those that fire are recorded, as reports call it. */
    static final String GROUP = "alerts";

    /** Where those are recorded that fired before. */
    static final String OVER = "alert history";

    private static final String FIRING = "ALERTS{alertstate=\"firing\"}";

    /** Alerts that always fire, so that it shows when they stop. */
    private static final Set<String> ALWAYS = Set.of("watchdog", "deadmansswitch", "infoinhibitor");

    private final PrometheusApi api;
    private final AlertEntities entities;
    private final Grid grid;

    AlertHistory(PrometheusApi api, AlertEntities entities, Grid grid) {
        this.api = api;
        this.entities = entities;
        this.grid = grid;
    }

    /** The times for which each fired; {@code missing} takes why it could not be asked. */
    List<Occurrence> read(Set<String> missing) throws InterruptedException {
        return switch (api.queryRange(FIRING, grid.from(), grid.until(), grid.step())) {
            case Reply.Failed<List<ApiSeries>>(var _, String message) -> {
                missing.add("alerts, because " + message);
                yield List.of();
            }
            case Reply.Found<List<ApiSeries>>(List<ApiSeries> series, List<String> warnings) -> {
                missing.addAll(warnings);
                List<Occurrence> found = new ArrayList<>();
                series.forEach(one -> add(one, found));
                yield found;
            }
        };
    }

    private void add(ApiSeries series, List<Occurrence> found) {
        Map<String, String> labels = new TreeMap<>(series.labels());
        labels.remove("__name__");
        labels.remove("alertstate");
        String name = labels.getOrDefault("alertname", "");
        if (isAlways(name)) {
            return;
        }
        Optional<String> entity = entities.of(labels);
        int begin = 0;
        for (int i = 1; i <= series.size(); i++) {
            boolean ends =
                    i == series.size()
                            || series.times()[i] - series.times()[i - 1] > 2 * grid.step();
            if (ends) {
                boolean fires = series.times()[i - 1] >= grid.until() - 2 * grid.step();
                found.add(
                        new Occurrence(
                                series.times()[begin],
                                fires ? series.times()[begin] : series.times()[i - 1],
                                entity.orElse(""),
                                fires ? GROUP : OVER,
                                new LinkedHashMap<>(labels),
                                name + (fires ? " fires" : " fired") + of(labels)));
                begin = i;
            }
        }
    }

    private static String of(Map<String, String> labels) {
        String others =
                labels.entrySet().stream()
                        .filter(e -> !e.getKey().equals("alertname"))
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : " (" + others + ")";
    }

    /** Whether an alert of that name fires as long as all is well. */
    static boolean isAlways(String name) {
        return ALWAYS.contains(name.toLowerCase(Locale.ROOT));
    }
}
