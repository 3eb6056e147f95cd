package dev.nocturne.investigator.cause;

import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.signal.MetricSense.Family;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.signal.Stats;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the cause of a metric's change: an anomalous entity none of whose own dependencies is
 * anomalous (compare the baselines of Hardt et al. 2023, arXiv:2311.04806). Several such leaves are
 * ranked by volume, the excess times the traffic it meets, because a great deviation of a rare call
 * is not felt. A leaf that does not move together with the alert's own metric counts less: it was
 * off before, or for another reason.
 */
final class MetricModel {
    /** Weight of a leaf that does not move with the alert's metric at all. */
    private static final double STILL = 0.3;

    /** How many windows back co-movement is looked for. */
    private static final int BACK = 3;

    private static final int MIN_PAIRS = 5;

    /** A volume that would move the alert's metric by less than this many scales is not felt. */
    private static final double FELT = 1.5;

    /** Scores beyond this are all the same: certain. */
    private static final double MAX_SCORE = 1000;

    private final DependencyGraph graph;
    private final Snapshot snapshot;
    private final Metrics measured;
    private final Health health;
    private final Alert alert;
    private final boolean trendsCount;
    private final Map<String, Optional<String>> trafficMetrics = new HashMap<>();

    MetricModel(
            DependencyGraph graph,
            Snapshot snapshot,
            Metrics measured,
            Health health,
            Alert alert) {
        this.graph = graph;
        this.snapshot = snapshot;
        this.measured = measured;
        this.health = health;
        this.alert = alert;
        this.trendsCount = alert.metric().isEmpty();
    }

    /** Looks at these entities, which hold the alert's subject and what it needs. */
    MetricView view(List<Integer> scope) {
        Optional<Deviation> own = alert.subject().flatMap(this::ownDeviation);
        Map<Integer, Deviation> anomalous = anomalies(scope, false);
        if (anomalous.isEmpty()) {
            anomalous = anomalies(scope, true);
        }
        Set<Integer> explained = explained(anomalous.keySet());
        List<Integer> leaves = new ArrayList<>();
        for (int entity : anomalous.keySet()) {
            if (graph.canFail(entity) && !explained.contains(entity)) {
                leaves.add(entity);
            }
        }
        List<MetricView.Leaf> ranked = rank(leaves, anomalous, own);
        int covered = (int) scope.stream().filter(e -> health.covers(graph.id(e))).count();
        return new MetricView(scope, covered, own, anomalous, ranked, felt(ranked, own));
    }

    private Optional<Deviation> ownDeviation(String subject) {
        List<Deviation> all = health.of(subject);
        if (alert.metric().isPresent()) {
            return all.stream().filter(d -> d.column().equals(alert.metric().get())).findFirst();
        }
        List<Deviation> family =
                all.stream().filter(d -> akin(d.sense().family(), alert.family())).toList();
        // What the alert says in words may be about another of its metrics.
        boolean otherFails =
                family.stream().noneMatch(this::isOff) && all.stream().anyMatch(this::isOff);
        return (family.isEmpty() || otherFails ? all : family)
                .stream().max(Comparator.comparingDouble(this::strength));
    }

    private boolean isOff(Deviation deviation) {
        return deviation.anomalous() || deviation.failing() || deviation.drifting();
    }

    private double strength(Deviation deviation) {
        return trendsCount
                ? Math.max(deviation.strength(), deviation.trend())
                : deviation.strength();
    }

    /** Errors and availability are two words for one thing. */
    private static boolean akin(Family a, Family b) {
        return a == b || (errorLike(a) && errorLike(b));
    }

    private static boolean errorLike(Family family) {
        return family == Family.ERRORS || family == Family.AVAILABILITY;
    }

    private Map<Integer, Deviation> anomalies(List<Integer> scope, boolean anyFamily) {
        Map<Integer, Deviation> anomalous = new LinkedHashMap<>();
        for (int entity : scope) {
            telling(graph.id(entity), anyFamily)
                    .filter(d -> d.anomalous() || (trendsCount && (d.drifting() || d.failing())))
                    .ifPresent(d -> anomalous.put(entity, d));
        }
        return anomalous;
    }

    /** The metric the alert speaks of; for what has none such, its worst. */
    private Optional<Deviation> telling(String entity, boolean anyFamily) {
        List<Deviation> all = health.of(entity);
        if (!anyFamily) {
            List<Deviation> named =
                    all.stream()
                            .filter(d -> alert.metric().filter(d.column()::equals).isPresent())
                            .toList();
            if (!named.isEmpty() || hasNamed(all)) {
                return named.stream().findFirst();
            }
            List<Deviation> family =
                    alert.family() == Family.OTHER
                            ? List.of()
                            : all.stream()
                                    .filter(d -> akin(d.sense().family(), alert.family()))
                                    .toList();
            if (!family.isEmpty()) {
                return family.stream().max(Comparator.comparingDouble(this::strength));
            }
        }
        return all.stream()
                .max(Comparator.comparingDouble(d -> (d.anomalous() ? 1e9 : 0) + strength(d)));
    }

    /** Whether it is measured in the alert's metric, though too rarely to judge. */
    private boolean hasNamed(List<Deviation> all) {
        return alert.metric().isPresent()
                && all.stream().anyMatch(d -> metricsOf(d.table()).contains(alert.metric().get()));
    }

    /**
     * What something else explains: it needs an anomalous entity, directly or through things
     * without metrics, that does not need it in turn. Of a circle of entities that need each other
     * none explains the others.
     */
    private Set<Integer> explained(Set<Integer> anomalous) {
        Map<Integer, Set<Integer>> causes = new HashMap<>();
        anomalous.forEach(entity -> causes.put(entity, nearestAnomalous(entity, anomalous)));
        Circles circles = Circles.of(causes);
        Set<Integer> explained = new HashSet<>();
        causes.forEach((entity, near) -> {
            if (near.stream().anyMatch(n -> circles.of(n) != circles.of(entity))) {
                explained.addAll(circles.members(entity));
            }
        });
        return explained;
    }

    private Set<Integer> nearestAnomalous(int entity, Set<Integer> anomalous) {
        Set<Integer> nearest = new HashSet<>();
        Set<Integer> seen = new HashSet<>(Set.of(entity));
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(entity));
        while (!queue.isEmpty()) {
            for (DependencyGraph.Need need : graph.needs(queue.remove())) {
                if (!seen.add(need.needed())) {
                    continue;
                }
                if (anomalous.contains(need.needed())) {
                    nearest.add(need.needed());
                } else if (!health.covers(graph.id(need.needed()))) {
                    queue.add(need.needed());
                }
            }
        }
        return nearest;
    }

    private List<MetricView.Leaf> rank(
            List<Integer> leaves, Map<Integer, Deviation> anomalous, Optional<Deviation> own) {
        List<MetricView.Leaf> ranked = new ArrayList<>();
        Map<Integer, Double> volumes = new HashMap<>();
        leaves.forEach(l -> volumes.put(l, volume(l, anomalous, own)));
        boolean comparable = volumes.values().stream().allMatch(v -> v > 0);
        for (int leaf : leaves) {
            Deviation deviation = Objects.requireNonNull(anomalous.get(leaf));
            double volume = Objects.requireNonNull(volumes.get(leaf));
            double base = comparable ? volume : Math.min(MAX_SCORE, strength(deviation));
            double moves = own.isEmpty() ? Double.NaN : moves(deviation, own.get());
            double together = Double.isNaN(moves) ? 0.5 : Math.max(0, moves);
            ranked.add(
                    new MetricView.Leaf(
                            leaf,
                            deviation,
                            base * (STILL + (1 - STILL) * together),
                            volume,
                            moves));
        }
        ranked.sort(
                Comparator.comparingDouble(MetricView.Leaf::weight)
                        .reversed()
                        .thenComparingInt(MetricView.Leaf::entity));
        return ranked;
    }

    /**
     * Excess times traffic in the alert's own metric. What is measured otherwise (a database by its
     * locks) weighs what the nearest of those that need it weigh; 0 where that cannot be told.
     */
    private double volume(int leaf, Map<Integer, Deviation> anomalous, Optional<Deviation> own) {
        if (own.isEmpty()) {
            return 0;
        }
        Set<Integer> seen = new HashSet<>(Set.of(leaf));
        List<Integer> level = List.of(leaf);
        while (!level.isEmpty()) {
            double sum = 0;
            List<Integer> next = new ArrayList<>();
            for (int entity : level) {
                Deviation deviation = anomalous.get(entity);
                if (deviation != null && deviation.metric().equals(own.get().metric())) {
                    sum += deviation.excess() * traffic(deviation);
                }
                for (DependencyGraph.Need need : graph.neededBy(entity)) {
                    if (anomalous.containsKey(need.needy()) && seen.add(need.needy())) {
                        next.add(need.needy());
                    }
                }
            }
            if (sum > 0) {
                return sum;
            }
            level = next;
        }
        return 0;
    }

    /** Whether the first leaf is enough to be felt where the alert was raised. */
    private boolean felt(List<MetricView.Leaf> ranked, Optional<Deviation> own) {
        if (ranked.isEmpty() || own.isEmpty()) {
            return false;
        }
        double traffic = traffic(own.get());
        return traffic > 0 && ranked.getFirst().volume() / traffic > FELT * own.get().scale();
    }

    private List<String> metricsOf(String group) {
        return snapshot.overview().metrics().stream()
                .filter(m -> m.group().equals(group))
                .map(MetricInfo::metric)
                .toList();
    }

    private static Series within(Series series, Window window) {
        int from = 0;
        int end = series.size();
        while (from < end && series.times()[from] < window.from()) {
            from++;
        }
        while (end > from && series.times()[end - 1] > window.until()) {
            end--;
        }
        return new Series(
                series.group(),
                series.metric(),
                series.entity(),
                series.labels(),
                Arrays.copyOfRange(series.times(), from, end),
                Arrays.copyOfRange(series.values(), from, end));
    }

    /** Mean traffic in the window; 0 where its group measures none. */
    private double traffic(Deviation deviation) {
        Optional<String> metric =
                trafficMetrics.computeIfAbsent(deviation.table(), this::trafficMetric);
        Optional<Series> series =
                metric.flatMap(m -> measured.find(deviation.entity(), deviation.table(), m));
        if (series.isEmpty()) {
            return 0;
        }
        double sum = 0;
        int count = 0;
        for (double value : within(series.get(), deviation.window()).values()) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private Optional<String> trafficMetric(String group) {
        return metricsOf(group).stream()
                .filter(m -> MetricSense.spokenOf(m) == Family.TRAFFIC)
                .findFirst();
    }

    /** Correlation of the two metrics over the window and some time before it. */
    private double moves(Deviation leaf, Deviation own) {
        if (leaf.entity().equals(own.entity())) {
            return Double.NaN;
        }
        Optional<Series> leafSeries = measured.find(leaf.entity(), leaf.table(), leaf.column());
        Optional<Series> ownSeries = measured.find(own.entity(), own.table(), own.column());
        if (leafSeries.isEmpty() || ownSeries.isEmpty()) {
            return Double.NaN;
        }
        long length = own.window().until() - own.window().from();
        Window wide = new Window(own.window().from() - BACK * length, own.window().until());
        Series a = within(leafSeries.get(), wide);
        Series b = within(ownSeries.get(), wide);
        Map<Long, Double> byTime = new HashMap<>();
        for (int i = 0; i < b.size(); i++) {
            byTime.put(b.times()[i], b.values()[i]);
        }
        double[] x = new double[a.size()];
        double[] y = new double[a.size()];
        int pairs = 0;
        long[] times = a.times();
        double[] values = a.values();
        for (int i = 0; i < times.length; i++) {
            double other = byTime.getOrDefault(times[i], Double.NaN);
            if (!Double.isNaN(values[i]) && !Double.isNaN(other)) {
                x[pairs] = values[i];
                y[pairs++] = other;
            }
        }
        if (pairs < MIN_PAIRS) {
            return Double.NaN;
        }
        double correlation = Stats.correlation(Arrays.copyOf(x, pairs), Arrays.copyOf(y, pairs));
        int signs = sign(leaf) * sign(own);
        return correlation * signs;
    }

    private static int sign(Deviation deviation) {
        return deviation.sense().direction() < 0 ? -1 : 1;
    }
}
