package dev.nocturne.sources.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which labels name the other end of a call. A label does so if its values are names of other
 * entities: those of most of them, or of some where the label is called so by convention. What it
 * names besides is something outside, such as a third party's host.
 */
final class Peers {
    /** Values that name other entities, from which on a label of any name is about peers. */
    private static final int MIN_NAMED = 2;

    /** Share of the values of a label of any name that has to name entities. */
    private static final double MOSTLY = 0.6;

    private static final String DATABASE = "database";

    private final Set<String> labels = new TreeSet<>();
    private final Map<String, Set<String>> familiesOf = new TreeMap<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> databases = new HashSet<>();

    /** What the values of one label are. */
    private static final class Values {
        private final Set<String> known = new HashSet<>();
        private final Set<String> unknown = new HashSet<>();
        private final Map<String, Integer> others = new HashMap<>();

        /** Metrics at which it more often names another than the one that is measured. */
        Set<String> metrics() {
            Set<String> metrics = new HashSet<>();
            others.forEach((metric, balance) -> {
                if (balance > 0) {
                    metrics.add(metric);
                }
            });
            return metrics;
        }
    }

    /**
     * Reads the labels of all series.
     *
     * @param known names of entities that have series of their own
     * @param identity labels that say where a series is measured
     */
    static Peers of(
            Collection<Map<String, String>> series, Set<String> known, Set<String> identity) {
        Peers peers = new Peers();
        Map<String, Values> byLabel = new HashMap<>();
        for (Map<String, String> labels : series) {
            Set<String> self = self(labels, identity);
            labels.forEach((label, value) -> {
                if (identity.contains(label)
                        || label.startsWith("__")
                        || LabelWords.PLAIN.contains(label)
                        || value.isEmpty()) {
                    return;
                }
                Values values = byLabel.computeIfAbsent(label, l -> new Values());
                boolean isOther = !self.contains(value);
                String metric = labels.getOrDefault("__name__", "");
                values.others.merge(metric, isOther ? 1 : -1, Integer::sum);
                if (isOther) {
                    (isKnown(value, known) ? values.known : values.unknown).add(value);
                }
            });
        }
        byLabel.forEach((label, values) -> {
            if (isPeer(label, values)) {
                peers.labels.add(label);
                peers.familiesOf.put(label, values.metrics());
            }
        });
        peers.readNames(series, identity);
        return peers;
    }

    private static boolean isPeer(String label, Values values) {
        if (LabelWords.CALLER.contains(label) || values.metrics().isEmpty()) {
            return false;
        }
        boolean byConvention = LabelWords.PEER.contains(label) || LabelWords.CALLEE.contains(label);
        int all = values.known.size() + values.unknown.size();
        return byConvention
                ? !values.known.isEmpty()
                : values.known.size() >= MIN_NAMED && values.known.size() >= MOSTLY * all;
    }

    private void readNames(Collection<Map<String, String>> series, Set<String> identity) {
        for (Map<String, String> one : series) {
            Set<String> self = self(one, identity);
            for (String label : labels) {
                String value = one.getOrDefault(label, "");
                boolean isPeer =
                        familiesOf
                                .getOrDefault(label, Set.of())
                                .contains(one.getOrDefault("__name__", ""));
                if (isPeer && !value.isEmpty() && !self.contains(value)) {
                    names.add(value);
                    if (one.containsValue(DATABASE)
                            || one.getOrDefault("__name__", "").startsWith("db_")) {
                        databases.add(value);
                    }
                }
            }
        }
    }

    private static boolean isKnown(String value, Set<String> known) {
        return known.contains(value) || known.contains(Identities.hostOf(value));
    }

    private static Set<String> self(Map<String, String> labels, Set<String> identity) {
        Set<String> self = new HashSet<>();
        for (String label : identity) {
            String value = labels.getOrDefault(label, "");
            if (!value.isEmpty()) {
                self.add(value);
                self.add(Identities.hostOf(value));
            }
        }
        return self;
    }

    /** Labels that name the other end. */
    Set<String> labels() {
        return Collections.unmodifiableSet(labels);
    }

    /** The label of the family that names the other end. */
    Optional<String> labelOf(Family family) {
        return labels.stream()
                .filter(family::has)
                .filter(label ->
                        familiesOf.getOrDefault(label, Set.of()).stream()
                                .anyMatch(metric -> metric.startsWith(family.name())))
                .findFirst();
    }

    /** All names of other ends. */
    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** Those that are databases. */
    Set<String> databases() {
        return Collections.unmodifiableSet(databases);
    }

    /** Who asks whom, of series that are measured at callers or name both ends. */
    List<Edge> edges(Collection<Map<String, String>> series, Identities identities) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (Map<String, String> one : series) {
            String metric = one.getOrDefault("__name__", "");
            for (String label : labels) {
                if (!familiesOf.getOrDefault(label, Set.of()).contains(metric)) {
                    continue;
                }
                Optional<String> callee =
                        Optional.ofNullable(one.get(label)).flatMap(identities::resolve);
                Optional<String> caller = caller(one, identities);
                if (callee.isPresent() && caller.isPresent()) {
                    String from = whole(caller.get(), identities);
                    String to = callee.get();
                    if (!from.equals(to) && !from.equals(whole(to, identities))) {
                        edges.add(new Edge(from, to, metric));
                    }
                }
            }
        }
        return withoutRepetition(edges);
    }

    private static Optional<String> caller(Map<String, String> series, Identities identities) {
        for (String label : LabelWords.CALLER) {
            Optional<String> named =
                    Optional.ofNullable(series.get(label)).flatMap(identities::resolve);
            if (named.isPresent()) {
                return named;
            }
        }
        return identities.measured(series);
    }

    private static String whole(String id, Identities identities) {
        return identities.get(id).flatMap(Known::whole).orElse(id);
    }

    private static List<Edge> withoutRepetition(Set<Edge> edges) {
        Set<String> seen = new HashSet<>();
        List<Edge> once = new ArrayList<>();
        for (Edge edge : edges) {
            if (seen.add(edge.caller() + "\n" + edge.callee())) {
                once.add(edge);
            }
        }
        return once;
    }
}
