package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.CallMetrics;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns families into expressions: of histograms the rate, the average and the 95th percentile; of
 * whatever counts outcomes the share of bad ones; of counters the rate; of gauges the value.
 */
final class Terms {
    /** A breakdown by a label with more values says too little for what it costs. */
    private static final int MAX_PARTS = 4;

    /** Share of a label's values that has to say how it ended. */
    private static final double OUTCOMES = 0.5;

    /** The importance of what the words of a name do not say. */
    private static final int UNKNOWN = 3;

    private static final Map<String, List<String>> METRICS = WordLists.read("metrics.txt");

    /** Words of what cannot be added up over the parts of an entity. */
    private static final Set<String> NOT_ADDABLE =
            Set.of(
                    "ratio",
                    "percent",
                    "pct",
                    "share",
                    "seconds",
                    "age",
                    "success",
                    "up",
                    "temperature",
                    "celsius",
                    "usec",
                    "milliseconds",
                    "oldest",
                    "availability");

    private final Identities identities;
    private final Peers peers;
    private final String rateWindow;

    /** {@code rateWindow} as PromQL writes it, such as {@code 60s}. */
    Terms(Identities identities, Peers peers, String rateWindow) {
        this.identities = identities;
        this.peers = peers;
        this.rateWindow = rateWindow;
    }

    /** What an entity's own series say, selected by {@code selector}, split by entity. */
    List<Term> own(Family family, List<PromQl.Matcher> selector) {
        if (LabelWords.isMachinery(family.name()) || LabelWords.isSetting(family.name())) {
            return List.of();
        }
        return of(family, selector, identities.identityLabels(family), Optional.empty());
    }

    /** The rate, the time and the failures of a service as a whole. */
    List<Term> ofWhole(Family family, List<PromQl.Matcher> selector, String serviceLabel) {
        boolean hasCalls =
                family.kind() == Family.Kind.HISTOGRAM
                        || (family.kind() == Family.Kind.COUNTER && outcome(family).isPresent());
        return hasCalls && !LabelWords.isMachinery(family.name())
                ? of(family, selector, Set.of(serviceLabel), Optional.empty())
                : List.of();
    }

    /** What others measure of the entities that {@code peerLabel} names. */
    List<Term> ofPeers(
            Family family, List<PromQl.Matcher> selector, String peerLabel, Set<String> callers) {
        Set<String> by = new TreeSet<>(callers);
        by.add(peerLabel);
        return switch (family.kind()) {
            case HISTOGRAM, SUMMARY, COUNTER -> of(family, selector, by, Optional.of(peerLabel));
            case GAUGE, INFO, BEGINNING -> List.of();
        };
    }

    private List<Term> of(
            Family family,
            List<PromQl.Matcher> selector,
            Set<String> by,
            Optional<String> peerLabel) {
        List<Term> terms = new ArrayList<>();
        String name = family.name();
        Naming naming = Naming.of(name);
        String ids = PromQl.labels(by);
        switch (family.kind()) {
            case HISTOGRAM, SUMMARY -> {
                String count = rate(name + "_count", selector, ids);
                terms.add(term(naming.group(), naming.rest() + CallMetrics.RATE, count, peerLabel));
                terms.add(
                        term(
                                naming.group(),
                                naming.rest() + CallMetrics.AVERAGE,
                                rate(name + "_sum", selector, ids) + " / (" + count + " > 0)",
                                peerLabel));
                if (family.kind() == Family.Kind.HISTOGRAM) {
                    terms.add(
                            term(
                                    naming.group(),
                                    naming.rest() + CallMetrics.TAIL,
                                    "histogram_quantile(0.95, "
                                            + rate(name + "_bucket", selector, ids + ", le")
                                            + ")",
                                    peerLabel));
                }
                outcome(family)
                        .ifPresent(label ->
                                terms.add(
                                        share(
                                                naming,
                                                name + "_count",
                                                selector,
                                                ids,
                                                label,
                                                peerLabel)));
            }
            case COUNTER -> {
                Optional<String> outcome = outcome(family);
                outcome.ifPresent(
                        label -> terms.add(share(naming, name, selector, ids, label, peerLabel)));
                Optional<String> idle = idle(family);
                if (idle.isPresent()) {
                    terms.add(
                            term(
                                    naming.group(),
                                    naming.rest() + " busy share",
                                    "1 - "
                                            + rate(
                                                    name,
                                                    and(
                                                            selector,
                                                            PromQl.Matcher.equal(
                                                                    idle.get(), "idle")),
                                                    ids)
                                            + " / ("
                                            + rate(name, selector, ids)
                                            + " > 0)",
                                    peerLabel));
                } else {
                    terms.add(
                            term(
                                    naming.group(),
                                    naming.rest()
                                            + (outcome.isPresent()
                                                    ? CallMetrics.RATE
                                                    : " per second"),
                                    rate(name, selector, ids),
                                    peerLabel));
                }
            }
            case GAUGE -> {
                // Of what neither its name nor its unit says, a change says nothing.
                if (importance(naming.rest()) < UNKNOWN) {
                    terms.add(gauge(family, selector, by, naming));
                }
            }
            case INFO, BEGINNING -> {}
        }
        return terms;
    }

    private Term share(
            Naming naming,
            String metric,
            List<PromQl.Matcher> selector,
            String ids,
            String label,
            Optional<String> peerLabel) {
        String all = rate(metric, selector, ids);
        String bad =
                rate(
                        metric,
                        and(selector, new PromQl.Matcher(label, "!~", LabelWords.goodOutcomes())),
                        ids);
        return term(
                naming.group(),
                naming.rest() + CallMetrics.ERRORS,
                "(" + bad + " or 0 * " + all + ") / (" + all + " > 0)",
                peerLabel);
    }

    private Term gauge(
            Family family, List<PromQl.Matcher> selector, Set<String> by, Naming naming) {
        Set<String> ids = new TreeSet<>(by);
        List<String> parts =
                family.labels().keySet().stream()
                        .filter(label -> !by.contains(label) && family.values(label).size() > 1)
                        .filter(label -> !identities.identityLabels().contains(label))
                        .toList();
        if (parts.size() == 1 && family.values(parts.getFirst()).size() <= MAX_PARTS) {
            ids.add(parts.getFirst());
        }
        boolean addable = Words.of(family.name()).stream().noneMatch(NOT_ADDABLE::contains);
        return term(
                naming.group(),
                naming.rest(),
                (addable ? "sum" : "max")
                        + " by ("
                        + PromQl.labels(ids)
                        + ") ("
                        + PromQl.selector(family.name(), selector)
                        + ")",
                Optional.empty());
    }

    private String rate(String metric, List<PromQl.Matcher> selector, String ids) {
        return "sum by ("
                + ids
                + ") (rate("
                + PromQl.selector(metric, selector)
                + "["
                + rateWindow
                + "]))";
    }

    private static List<PromQl.Matcher> and(List<PromQl.Matcher> selector, PromQl.Matcher more) {
        List<PromQl.Matcher> both = new ArrayList<>(selector);
        both.add(more);
        return both;
    }

    private static Term term(
            String group, String metric, String promql, Optional<String> peerLabel) {
        return new Term(promql, group, metric, importance(metric), peerLabel);
    }

    private static int importance(String metric) {
        List<String> words = Words.of(metric);
        if (has(words, List.of("errors", "availability", "latency"))) {
            return 0;
        }
        return has(words, List.of("load", "remaining"))
                ? 1
                : has(words, List.of("traffic", "time unit", "limit")) ? 2 : UNKNOWN;
    }

    private static boolean has(Collection<String> words, List<String> keys) {
        return keys.stream()
                .flatMap(key -> METRICS.getOrDefault(key, List.of()).stream())
                .anyMatch(words::contains);
    }

    /** The label that says how each ended. */
    private Optional<String> outcome(Family family) {
        return family.labels().keySet().stream()
                .filter(label -> !identities.identityLabels().contains(label))
                .filter(label -> !peers.labels().contains(label))
                .filter(label -> {
                    Set<String> values = family.values(label);
                    long good = values.stream().filter(LabelWords::isGood).count();
                    long bad = values.stream().filter(LabelWords::isBad).count();
                    return good > 0 && good + bad >= OUTCOMES * values.size();
                })
                .findFirst();
    }

    /** The label that says when it did nothing. */
    private static Optional<String> idle(Family family) {
        return family.labels().keySet().stream()
                .filter(label -> family.values(label).contains("idle"))
                .findFirst();
    }
}
