package dev.nocturne.sources.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out what a server knows: its entities, who asks whom, and what is measured. A server with
 * few series is read as a whole; of a larger one the targets, and of the services that are asked
 * about and what they need, the series.
 */
final class CatalogueReader {
    /** Series of a server that is read as a whole: some megabytes of labels. */
    private static final int MAX_SERIES = 20_000;

    /** Services of which the series are read in one step, and steps away from what is asked. */
    private static final int MAX_SERVICES = 25;

    private static final int MAX_STEPS = 3;

    /**
     * Not the buckets of histograms, whose number is large and says nothing, and not the alerts,
     * which are no measurements.
     */
    private static final PromQl.Matcher NO_BUCKETS =
            new PromQl.Matcher("__name__", "!~", ".+_bucket|ALERTS|ALERTS_FOR_STATE");

    /** How far back the latest series are looked for, one after the other. */
    private static final List<Long> LOOK_BACK =
            List.of(10 * 60_000L, 6 * 3_600_000L, 7 * 24 * 3_600_000L, 365 * 24 * 3_600_000L);

    /** Into so many steps the time is cut in which the latest samples are looked for. */
    private static final long STEPS_BACK = 600;

    private static final double HALF = 0.5;

    /** Intervals that people set, in seconds. */
    private static final List<Integer> INTERVALS =
            List.of(1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600);

    private static final double NEARLY = 0.1;

    private static final long INTERVAL_WINDOW = 300_000;
    private static final long LONG_INTERVAL_WINDOW = 2 * 3_600_000L;
    private static final long DEFAULT_INTERVAL = 15_000;

    private final PrometheusApi api;
    private final EntityRules rules;
    private final int maxSeries;

    CatalogueReader(PrometheusApi api, EntityRules rules) {
        this(api, rules, MAX_SERIES);
    }

    /** {@code maxSeries}: from so many on, a server is large. */
    CatalogueReader(PrometheusApi api, EntityRules rules, int maxSeries) {
        this.api = api;
        this.rules = rules;
        this.maxSeries = maxSeries;
    }

    /**
     * Reads it as it is at a time.
     *
     * @param focus names of services to read the series of, if there are too many to read all
     */
    Reply<Catalogue> read(long now, Set<String> focus) throws InterruptedException {
        Map<String, ApiMetadata> metadata =
                api.metadata() instanceof Reply.Found<Map<String, ApiMetadata>> found
                        ? found.value()
                        : Map.of();
        for (long back : LOOK_BACK) {
            Reply<List<Map<String, String>>> all =
                    api.series(
                            List.of(
                                    PromQl.selector(
                                            List.of(
                                                    PromQl.Matcher.notEqual("__name__", ""),
                                                    NO_BUCKETS))),
                            now - back,
                            now,
                            maxSeries);
            switch (all) {
                case Reply.Failed<List<Map<String, String>>>(var reason, var message) -> {
                    return new Reply.Failed<>(reason, message);
                }
                case Reply.Found<List<Map<String, String>>>(var series, var warnings) -> {
                    if (!series.isEmpty()) {
                        return series.size() < maxSeries
                                ? new Reply.Found<>(
                                        of(
                                                series,
                                                series,
                                                metadata,
                                                new Time(now, latest(now, back)),
                                                Optional.empty()),
                                        warnings)
                                : large(metadata, now, back, focus);
                    }
                }
            }
        }
        return new Reply.Found<>(
                of(List.of(), List.of(), metadata, new Time(now, now), Optional.empty()),
                List.of());
    }

    /**
     * When it is read.
     *
     * @param now epoch milliseconds
     * @param latest about when the latest samples are
     */
    private record Time(long now, long latest) {}

    /** About when the latest samples are; a server whose targets are gone has old ones. */
    private long latest(long now, long back) throws InterruptedException {
        if (back == LOOK_BACK.getFirst()) {
            return now;
        }
        String promql =
                "max(max_over_time(timestamp(up)["
                        + back / 1000
                        + "s:"
                        + Math.max(60, back / 1000 / STEPS_BACK)
                        + "s]))";
        return api.query(promql, now) instanceof Reply.Found<List<ApiSample>>(var samples, var _)
                        && !samples.isEmpty()
                ? Math.round(samples.getFirst().value() * 1000)
                : now;
    }

    private Reply<Catalogue> large(
            Map<String, ApiMetadata> metadata, long now, long back, Set<String> focus)
            throws InterruptedException {
        Reply<List<Map<String, String>>> targets =
                api.series(List.of("{__name__=\"up\"}"), now - back, now, maxSeries);
        if (!(targets instanceof Reply.Found<List<Map<String, String>>>(var all, var warnings))) {
            Reply.Failed<List<Map<String, String>>> failed =
                    (Reply.Failed<List<Map<String, String>>>) targets;
            return new Reply.Failed<>(failed.reason(), failed.message());
        }
        Set<String> read = new LinkedHashSet<>();
        List<Map<String, String>> series = new ArrayList<>();
        Time time = new Time(now, latest(now, back));
        Catalogue catalogue = of(all, series, metadata, time, Optional.of(read));
        Set<String> frontier = services(focus, catalogue);
        for (int step = 0; step < MAX_STEPS && !frontier.isEmpty(); step++) {
            for (Map.Entry<String, Set<String>> byLabel :
                    frontier(frontier, catalogue).entrySet()) {
                String selector =
                        PromQl.selector(
                                List.of(
                                        PromQl.Matcher.oneOf(byLabel.getKey(), byLabel.getValue()),
                                        NO_BUCKETS));
                if (api.series(List.of(selector), now - back, now, maxSeries)
                        instanceof Reply.Found<List<Map<String, String>>>(var some, var _)) {
                    series.addAll(some);
                }
            }
            read.addAll(frontier);
            catalogue = of(all, series, metadata, time, Optional.of(read));
            Set<String> next = new LinkedHashSet<>();
            for (Edge edge : catalogue.edges()) {
                next.add(edge.callee());
            }
            next = services(next, catalogue);
            next.removeAll(read);
            frontier = next;
        }
        return new Reply.Found<>(catalogue, warnings);
    }

    /** The services of these names, at most so many. */
    private static Set<String> services(Set<String> names, Catalogue catalogue) {
        Set<String> services = new LinkedHashSet<>();
        for (String name : names) {
            Optional<Known> known =
                    catalogue.identities().resolve(name).flatMap(catalogue.identities()::get);
            known.filter(k -> k.own().isPresent() && services.size() < MAX_SERVICES)
                    .ifPresent(k -> services.add(k.whole().orElse(k.id())));
        }
        return services;
    }

    private static Map<String, Set<String>> frontier(Set<String> services, Catalogue catalogue) {
        Map<String, Set<String>> byLabel = new HashMap<>();
        for (String id : services) {
            catalogue
                    .identities()
                    .get(id)
                    .flatMap(Known::own)
                    .ifPresent(own ->
                            byLabel.computeIfAbsent(own.label(), l -> new TreeSet<>())
                                    .add(own.value()));
        }
        return byLabel;
    }

    private Catalogue of(
            List<Map<String, String>> targets,
            List<Map<String, String>> series,
            Map<String, ApiMetadata> metadata,
            Time time,
            Optional<Set<String>> restricted)
            throws InterruptedException {
        EntityRules all = withLabel(targets, series);
        Identities first = Identities.of(all, targets, Set.of(), Set.of());
        Set<String> names = new HashSet<>();
        first.all().forEach(known -> names.addAll(known.names()));
        Peers peers = Peers.of(series, names, first.identityLabels());
        Identities identities = Identities.of(all, targets, peers.names(), peers.databases());
        List<Edge> edges = new ArrayList<>(peers.edges(series, identities));
        for (EntityRules.Needs needs : rules.relations()) {
            Optional<String> who = identities.resolve(needs.who());
            Optional<String> what = identities.resolve(needs.needs());
            if (who.isPresent() && what.isPresent()) {
                edges.add(new Edge(who.get(), what.get(), "environment.yaml"));
            }
        }
        List<Family> families = new FamilyReader(metadata).read(series);
        return new Catalogue(
                identities,
                edges,
                peers,
                families,
                interval(families, time.latest()),
                time.now(),
                restricted);
    }

    /**
     * Where no series has a label that names a service by convention, the label does whose values
     * are ends of relations between two labels, and which most metrics have.
     */
    private EntityRules withLabel(
            Collection<Map<String, String>> targets, Collection<Map<String, String>> series) {
        boolean isNamed =
                targets.stream()
                        .anyMatch(one ->
                                LabelWords.SERVICE.stream().anyMatch(one::containsKey)
                                        || rules.labels().stream().anyMatch(one::containsKey));
        if (isNamed) {
            return rules;
        }
        Set<String> ends = new HashSet<>();
        Map<String, Set<String>> values = new HashMap<>();
        Map<String, Set<String>> metrics = new HashMap<>();
        for (Map<String, String> one : series) {
            Optional<String> caller = first(LabelWords.CALLER, one);
            Optional<String> callee = first(LabelWords.CALLEE, one);
            if (caller.isPresent() && callee.isPresent()) {
                ends.add(one.getOrDefault(caller.get(), ""));
                ends.add(one.getOrDefault(callee.get(), ""));
            } else {
                one.forEach((label, value) -> {
                    values.computeIfAbsent(label, l -> new HashSet<>()).add(value);
                    metrics.computeIfAbsent(label, l -> new HashSet<>())
                            .add(one.getOrDefault("__name__", ""));
                });
            }
        }
        return values.entrySet().stream()
                .filter(e -> !e.getKey().startsWith("__") && e.getValue().size() > 1)
                .filter(e -> shared(e.getValue(), ends) >= HALF * e.getValue().size())
                .max(
                        Comparator.comparingInt((Map.Entry<String, Set<String>> e) ->
                                        metrics.getOrDefault(e.getKey(), Set.of()).size())
                                .thenComparing(Map.Entry::getKey))
                .map(e -> {
                    List<String> labels = new ArrayList<>(rules.labels());
                    labels.add(e.getKey());
                    return new EntityRules(labels, rules.same(), rules.relations());
                })
                .orElse(rules);
    }

    private static long shared(Set<String> a, Set<String> b) {
        return a.stream().filter(b::contains).count();
    }

    private static Optional<String> first(List<String> labels, Map<String, String> of) {
        return labels.stream().filter(of::containsKey).findFirst();
    }

    /** How often targets are scraped; of samples without targets, how far they are apart. */
    private long interval(List<Family> families, long now) throws InterruptedException {
        long ofTargets = interval("up", INTERVAL_WINDOW, now);
        if (ofTargets > 0) {
            return ofTargets;
        }
        for (Family family : families) {
            if (family.kind() == Family.Kind.GAUGE) {
                long ofGauge = interval(family.name(), LONG_INTERVAL_WINDOW, now);
                if (ofGauge > 0) {
                    return ofGauge;
                }
            }
        }
        return DEFAULT_INTERVAL;
    }

    private long interval(String metric, long window, long now) throws InterruptedException {
        String promql =
                "quantile(0.5, count_over_time("
                        + PromQl.selector(metric, List.of())
                        + "["
                        + window / 1000
                        + "s]))";
        return api.query(promql, now) instanceof Reply.Found<List<ApiSample>>(var samples, var _)
                        && !samples.isEmpty()
                        && samples.getFirst().value() >= 2
                ? round(window / samples.getFirst().value())
                : 0;
    }

    /** A window holds a sample more or less than it is long. */
    private static long round(double interval) {
        return INTERVALS.stream()
                .mapToLong(seconds -> seconds * 1000L)
                .filter(set -> Math.abs(set - interval) <= NEARLY * set)
                .findFirst()
                .orElse(Math.max(1000, Math.round(interval)));
    }
}
