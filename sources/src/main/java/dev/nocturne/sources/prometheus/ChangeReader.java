package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what was changed: processes that began anew, configurations that were read again, versions
 * that replaced others.
 */
final class ChangeReader {
    /** Where they are recorded, as reports call it. */
    static final String GROUP = "changes";

    /** Labels that say which version runs. */
    private static final List<String> VERSIONS = List.of("version", "revision", "image", "tag");

    /** A time that is written a little differently is the same. */
    private static final double SAME_SECONDS = 2;

    private final PrometheusApi api;
    private final Catalogue catalogue;
    private final Grid grid;

    ChangeReader(PrometheusApi api, Catalogue catalogue, Grid grid) {
        this.api = api;
        this.catalogue = catalogue;
        this.grid = grid;
    }

    /** The changes, in no order; {@code missing} takes clauses about what could not be asked. */
    List<Occurrence> read(Set<String> missing) throws InterruptedException {
        List<Occurrence> found = new ArrayList<>();
        for (Family family : catalogue.families()) {
            if (LabelWords.isMachinery(family.name())) {
                continue;
            }
            if (family.kind() == Family.Kind.BEGINNING) {
                ask("max by (" + ids(family) + ") (" + metric(family) + ")", missing)
                        .forEach(one -> beginnings(family, one, found));
            }
            Optional<String> version = version(family);
            if (family.kind() == Family.Kind.INFO && version.isPresent()) {
                versions(
                        version.get(),
                        ask(
                                "count by ("
                                        + ids(family)
                                        + ", "
                                        + version.get()
                                        + ") ("
                                        + metric(family)
                                        + ")",
                                missing),
                        found);
            }
        }
        newPeers(missing, found);
        return found;
    }

    /** Whom an entity asks since some time, and did not ask before. */
    private void newPeers(Set<String> missing, List<Occurrence> found) throws InterruptedException {
        for (String label : catalogue.peers().labels()) {
            Optional<Family> family =
                    catalogue.families().stream()
                            .filter(f -> catalogue.peers().labelOf(f).equals(Optional.of(label)))
                            .filter(f -> f.kind() != Family.Kind.GAUGE)
                            .findFirst();
            if (family.isPresent()) {
                Set<String> by = new TreeSet<>(catalogue.identities().identityLabels(family.get()));
                by.add(label);
                ask("count by (" + PromQl.labels(by) + ") (" + counted(family.get()) + ")", missing)
                        .forEach(one -> newPeer(label, one, found));
            }
        }
    }

    private static String counted(Family family) {
        return PromQl.selector(
                switch (family.kind()) {
                    case HISTOGRAM, SUMMARY -> family.name() + "_count";
                    case COUNTER, GAUGE, INFO, BEGINNING -> family.name();
                },
                List.of());
    }

    private void newPeer(String label, ApiSeries series, List<Occurrence> found) {
        Map<String, String> labels = new HashMap<>(series.labels());
        String peer = labels.remove(label);
        Optional<String> entity = catalogue.identities().measured(labels);
        boolean isNew =
                series.size() > 0
                        && series.times()[0] > grid.from() + (grid.until() - grid.from()) / 4;
        boolean isKnown = peer == null || catalogue.identities().resolve(peer).isPresent();
        if (entity.isPresent() && isNew && !isKnown) {
            add(
                    series.times()[0],
                    entity.get(),
                    "its configuration was changed: it asks " + peer + ", which it did not before",
                    Map.of(label, peer),
                    found);
        }
    }

    private String ids(Family family) {
        return PromQl.labels(catalogue.identities().identityLabels(family));
    }

    private static String metric(Family family) {
        return PromQl.selector(family.name(), List.of());
    }

    /** Builds of exporters and of languages change nothing that is served. */
    private Optional<String> version(Family family) {
        boolean isBuild = family.name().contains("build") || family.name().contains("version");
        return VERSIONS.stream().filter(label -> isBuild && family.has(label)).findFirst();
    }

    private List<ApiSeries> ask(String promql, Set<String> missing) throws InterruptedException {
        return switch (api.queryRange(promql, grid.from(), grid.until(), grid.step())) {
            case Reply.Found<List<ApiSeries>>(List<ApiSeries> series, List<String> warnings) -> {
                missing.addAll(warnings);
                yield series;
            }
            case Reply.Failed<List<ApiSeries>>(var _, String message) -> {
                missing.add("changes, because " + message);
                yield List.of();
            }
        };
    }

    private void beginnings(Family family, ApiSeries series, List<Occurrence> found) {
        Optional<String> entity = catalogue.identities().measured(series.labels());
        for (int i = 1; entity.isPresent() && i < series.size(); i++) {
            if (series.values()[i] > series.values()[i - 1] + SAME_SECONDS) {
                boolean isProcess = family.name().contains("start");
                add(
                        series.times()[i],
                        entity.get(),
                        isProcess
                                ? "the process was restarted"
                                : "the configuration was changed or read again",
                        Map.of("metric", family.name()),
                        found);
            }
        }
    }

    private record Seen(String version, long first, long last) {}

    private void versions(String label, List<ApiSeries> series, List<Occurrence> found) {
        Map<String, List<Seen>> byEntity = new TreeMap<>();
        for (ApiSeries one : series) {
            Map<String, String> labels = new HashMap<>(one.labels());
            String version = labels.getOrDefault(label, "");
            labels.remove(label);
            if (one.size() > 0) {
                catalogue
                        .identities()
                        .measured(labels)
                        .ifPresent(entity ->
                                byEntity.computeIfAbsent(entity, e -> new ArrayList<>())
                                        .add(
                                                new Seen(
                                                        version,
                                                        one.times()[0],
                                                        one.times()[one.size() - 1])));
            }
        }
        byEntity.forEach((entity, all) -> {
            for (Seen seen : all) {
                Set<String> before = new TreeSet<>();
                all.stream()
                        .filter(other -> other.first() < seen.first())
                        .forEach(other -> before.add(other.version()));
                if (!before.isEmpty() && !before.contains(seen.version())) {
                    add(
                            seen.first(),
                            entity,
                            "version " + seen.version() + " replaced " + String.join(", ", before),
                            Map.of(label, seen.version()),
                            found);
                }
            }
        });
    }

    private static void add(
            long time,
            String entity,
            String text,
            Map<String, String> fields,
            List<Occurrence> found) {
        found.add(new Occurrence(time, time, entity, GROUP, new LinkedHashMap<>(fields), text));
    }
}
