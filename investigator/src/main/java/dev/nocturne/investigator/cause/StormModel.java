package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.signal.Alarm;
import dev.nocturne.investigator.signal.Complaint;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.Stats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which single failure explains the alarms and the telemetry best.
 *
 * <p>A bipartite fault-symptom model (Steinder and Sethi 2004, doi:10.1016/j.scico.2004.01.010;
 * Kandula et al. 2005, Shrink): each candidate has the symptoms its failure would cause, read from
 * the dependencies, and is scored by {@code h ln pd + m ln(1-pd) - h ln pf} for h symptoms that
 * came and m that did not. Four things differ from the plain form. The chance of detection pd is
 * not fixed but averaged per kind of entity. The chance of a false alarm pf is counted in the storm
 * itself, without the alarms the candidate explains. Alarms of one failure come within {@link
 * #BURST_MILLIS}, noise any time: each hit inside gains the ratio of the two durations, and the
 * unknown onset is summed over. And telemetry counts as symptoms do: a covered entity that ought to
 * be dark and is not speaks against the candidate.
 */
final class StormModel {
    /** Alarms of one failure come within this time (the burst of the method). */
    private static final long BURST_MILLIS = 90_000;

    /** Noise is taken to be spread over at least this time. */
    private static final long MIN_STORM_MILLIS = 600_000;

    /** Pseudo-count of false alarms. */
    private static final double FALSE_ALARMS = 1.0;

    private static final double LEAST_FALSE = 1e-3;

    /** Pseudo-count of metrics that fail by chance; they fail far less often than alarms ring. */
    private static final double FALSE_DARK = 0.1;

    private static final double LEAST_FALSE_DARK = 2e-3;

    /** A metric this many scales off does not fail by chance. */
    private static final double CERTAIN = 30;

    private static final double LEAST_FALSE_CERTAIN = 2e-4;

    /** An alarm that says "down" of what should be on its spare way, or the reverse. */
    private static final double WRONG_COMPLAINT = -3.0;

    /** A candidate with one symptom explains nothing but itself. */
    private static final double LONE = Math.log(1e-3);

    /**
     * Lines break more often than what they join: of a backbone's unplanned failures 70 % hit a
     * single link (Markopoulou et al., IEEE/ACM ToN 16(4), 2008). The paper gives the direction;
     * the factor was chosen on the development cases and decides only near ties.
     */
    private static final double LINE = Math.log(2);

    /**
     * All reaches together look at no more entities than this, which keeps a hub from costing
     * minutes.
     */
    private static final long WORK = 20_000_000;

    private static final int MAX_REACH = 50_000;
    private static final int MAX_CANDIDATES = 20_000;

    /** Scores closer than this are one. */
    private static final double SAME = 1e-6;

    private final DependencyGraph graph;
    private final Storm storm;
    private final Health health;
    private final Map<String, Integer> size = new HashMap<>();
    private final Map<String, Integer> alarmed = new HashMap<>();
    private final Map<String, Integer> covered = new HashMap<>();
    private final Map<String, Integer> dark = new HashMap<>();
    private final Set<String> speaking;
    private final double stormMillis;
    private final double prior;

    /** {@code speaking}: kinds of entities that ever raise alarms. */
    StormModel(DependencyGraph graph, Storm storm, Health health, Set<String> speaking) {
        this.graph = graph;
        this.storm = storm;
        this.health = health;
        this.speaking = speaking;
        this.stormMillis =
                Math.max(MIN_STORM_MILLIS, (double) storm.window().until() - storm.window().from());
        int possible = 0;
        for (int i = 0; i < graph.size(); i++) {
            String label = graph.label(i);
            size.merge(label, 1, Integer::sum);
            if (storm.counted().containsKey(graph.id(i))) {
                alarmed.merge(label, 1, Integer::sum);
            }
            if (health.covers(graph.id(i))) {
                covered.merge(label, 1, Integer::sum);
                dark.merge(label, health.fails(graph.id(i)) ? 1 : 0, Integer::sum);
            }
            possible += graph.canFail(i) && !graph.neededBy(i).isEmpty() ? 1 : 0;
        }
        this.prior = -Math.log(Math.max(1, possible));
    }

    /** All candidates that explain at least one symptom, the best first. */
    List<Hypothesis> rank() {
        List<Hypothesis> found = new ArrayList<>();
        long work = 0;
        for (int candidate : candidates()) {
            if (work > WORK) {
                break;
            }
            Reach reach = graph.reach(candidate, MAX_REACH);
            work += reach.touched().size();
            judge(reach, found);
        }
        found.sort(
                Comparator.comparingDouble((Hypothesis h) -> -Math.rint(h.score() / SAME) * SAME)
                        .thenComparingInt(h -> speaksForItself(h.entity()) ? 0 : 1)
                        .thenComparingInt(h -> h.reach().touched().size())
                        .thenComparingLong(Hypothesis::since)
                        .thenComparingInt(Hypothesis::entity));
        return ties(found);
    }

    private boolean speaksForItself(int entity) {
        return storm.counted().containsKey(graph.id(entity)) || health.fails(graph.id(entity));
    }

    private Set<Integer> candidates() {
        Set<Integer> symptoms = new LinkedHashSet<>();
        storm.counted().keySet().forEach(id -> graph.number(id).ifPresent(symptoms::add));
        health.byEntity().keySet().stream()
                .filter(health::fails)
                .forEach(id -> graph.number(id).ifPresent(symptoms::add));
        Set<Integer> candidates = new LinkedHashSet<>();
        for (int candidate : graph.supportersOf(symptoms, MAX_CANDIDATES)) {
            if (graph.canFail(candidate)) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    private List<Hypothesis> ties(List<Hypothesis> ranked) {
        List<Hypothesis> tied = new ArrayList<>(ranked.size());
        int group = 0;
        for (int i = 0; i < ranked.size(); i++) {
            boolean withPrevious = i > 0 && same(ranked.get(i - 1), ranked.get(i));
            boolean withNext = i + 1 < ranked.size() && same(ranked.get(i), ranked.get(i + 1));
            if (withNext && !withPrevious) {
                group++;
            }
            tied.add(withNext || withPrevious ? ranked.get(i).withTie(group) : ranked.get(i));
        }
        return tied;
    }

    private static boolean same(Hypothesis a, Hypothesis b) {
        return Math.abs(a.score() - b.score()) < SAME * 2;
    }

    private void judge(Reach reach, List<Hypothesis> found) {
        Expected expected = expected(reach);
        if (expected.heard.isEmpty() && expected.dark == 0) {
            return;
        }
        Onset onset = alarms(expected, reach);
        countHealthy(expected, onset);
        double telemetry = telemetry(expected);
        double score = onset.score + telemetry + prior;
        if (expected.total() + expected.covered() < 2) {
            score += LONE;
        }
        List<Deviation> failing =
                expected.failing.stream()
                        .flatMap(id -> health.failing(id).stream().limit(1))
                        .toList();

        long since = since(onset, failing, graph.id(reach.cause()));
        if (graph.isLine(reach.cause())) {
            score += LINE;
        }
        found.add(
                new Hypothesis(
                        reach.cause(),
                        score,
                        0,
                        since,
                        0,
                        reach,
                        onset.heard,
                        (int) Math.round(expected.total()) - onset.heard.size(),
                        failing,
                        expected.healthy));
    }

    /** The first alarm of the burst, or earlier where its own metrics were off before it. */
    private long since(Onset onset, List<Deviation> failing, String cause) {
        long metrics =
                failing.stream()
                        .filter(d -> onset.heard.isEmpty() || d.entity().equals(cause))
                        .mapToLong(Deviation::since)
                        .min()
                        .orElse(Long.MAX_VALUE);
        long alarms = onset.heard.isEmpty() ? Long.MAX_VALUE : onset.at;
        long first = Math.min(metrics, alarms);
        return first == Long.MAX_VALUE ? storm.window().from() : first;
    }

    /** What a failure would show. */
    private static final class Expected {
        private final Map<String, Double> perKind = new TreeMap<>();
        private final List<Alarm> heard = new ArrayList<>();
        private final Map<String, int[]> darkAndHealthy = new TreeMap<>();
        private final List<String> failing = new ArrayList<>();
        private final Set<String> uncertain = new LinkedHashSet<>();
        private int dark;
        private final List<Integer> well = new ArrayList<>();
        private int healthy;

        private double total() {
            return perKind.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        private int covered() {
            return dark + healthy;
        }
    }

    private Expected expected(Reach reach) {
        Expected expected = new Expected();
        for (Map.Entry<Integer, Reach.Touched> entry : reach.touched().entrySet()) {
            Reach.Touched touched = entry.getValue();
            String id = graph.id(entry.getKey());
            String label = graph.label(entry.getKey());
            if (touched.effect() == Effect.AT_RISK) {
                continue;
            }
            if (speaking.contains(label)) {
                List<Alarm> alarms = storm.counted().getOrDefault(id, List.of());
                double speaks = 1 - touched.silent();
                if (speaks > 0.5 || (!alarms.isEmpty() && speaks > 0.3)) {
                    expected.perKind.merge(label, speaks > 0.5 ? 1.0 : speaks, Double::sum);
                    expected.heard.addAll(alarms);
                }
            }
            if (touched.effect() == Effect.DOWN && health.covers(id)) {
                int[] counts = expected.darkAndHealthy.computeIfAbsent(label, l -> new int[2]);
                if (health.fails(id)) {
                    counts[0]++;
                    expected.dark++;
                    expected.failing.add(id);
                    if (health.failing(id).getFirst().strength() < CERTAIN) {
                        expected.uncertain.add(label);
                    }
                } else {
                    expected.well.add(entry.getKey());
                }
            }
        }
        expected.heard.sort(Comparator.comparingLong(Alarm::time).thenComparing(Alarm::entity));
        return expected;
    }

    /** Only what was measured after the failure began can speak against it. */
    private void countHealthy(Expected expected, Onset onset) {
        for (int entity : expected.well) {
            boolean after =
                    onset.heard.isEmpty()
                            || health.of(graph.id(entity)).stream()
                                    .anyMatch(d -> d.lastAt() >= onset.at);
            int[] counts = expected.darkAndHealthy.get(graph.label(entity));
            if (after && counts != null) {
                counts[1]++;
                expected.healthy++;
            }
        }
    }

    private double telemetry(Expected expected) {
        double sum = 0;
        for (Map.Entry<String, int[]> entry : expected.darkAndHealthy.entrySet()) {
            int shown = entry.getValue()[0];
            int hidden = entry.getValue()[1];
            double chance =
                    Math.max(
                            expected.uncertain.contains(entry.getKey())
                                    ? LEAST_FALSE_DARK
                                    : LEAST_FALSE_CERTAIN,
                            (dark.getOrDefault(entry.getKey(), 0) - shown + FALSE_DARK)
                                    / (covered.getOrDefault(entry.getKey(), 0) + 1.0));
            sum +=
                    Detection.METRICS.logLikelihood(shown, hidden)
                            - shown * Math.log(chance)
                            - hidden * Math.log(1 - Math.min(chance, 0.5));
        }
        return sum;
    }

    private record Onset(double score, long at, List<Alarm> heard) {}

    /** Sums over all onsets at which an expected alarm came, and over "none of them came". */
    private Onset alarms(Expected expected, Reach reach) {
        List<Double> logs = new ArrayList<>();
        logs.add(likelihood(expected, Map.of(), 0, 0));
        double best = Double.NEGATIVE_INFINITY;
        Span bestWindow = new Span(0, 0);
        List<Alarm> heard = expected.heard;
        Map<String, Integer> inside = new HashMap<>();
        Map<String, Integer> hits = new HashMap<>();
        double wrong = 0;
        int end = 0;
        for (int start = 0; start < heard.size(); start++) {
            while (end < heard.size()
                    && heard.get(end).time() - heard.get(start).time() <= BURST_MILLIS) {
                Alarm alarm = heard.get(end++);
                if (inside.merge(alarm.entity(), 1, Integer::sum) == 1) {
                    hits.merge(kind(alarm), 1, Integer::sum);
                }
                wrong += wrong(alarm, reach);
            }
            double log = likelihood(expected, hits, inside.size(), wrong);
            logs.add(log);
            if (log > best) {
                best = log;
                bestWindow = new Span(start, end);
            }
            Alarm leaving = heard.get(start);
            if (inside.merge(leaving.entity(), -1, Integer::sum) == 0) {
                inside.remove(leaving.entity());
                hits.merge(kind(leaving), -1, Integer::sum);
            }
            wrong -= wrong(leaving, reach);
        }
        double score = Stats.logSum(logs.stream().mapToDouble(Double::doubleValue).toArray());
        Map<String, Alarm> first = new LinkedHashMap<>();
        for (Alarm alarm : heard.subList(bestWindow.start, bestWindow.end)) {
            first.putIfAbsent(alarm.entity(), alarm);
        }
        long at = heard.isEmpty() ? 0 : heard.get(bestWindow.start).time();
        return new Onset(score, at, List.copyOf(first.values()));
    }

    private record Span(int start, int end) {}

    private String kind(Alarm alarm) {
        return graph.label(graph.number(alarm.entity()).orElseThrow());
    }

    private double likelihood(
            Expected expected, Map<String, Integer> hits, int hitCount, double wrong) {
        double sum = wrong;
        for (Map.Entry<String, Double> entry : expected.perKind.entrySet()) {
            String label = entry.getKey();
            int h = hits.getOrDefault(label, 0);
            double misses = Math.max(0, entry.getValue() - h);
            double chance =
                    (alarmed.getOrDefault(label, 0) - h + FALSE_ALARMS)
                            / (size.getOrDefault(label, 0) + 1.0);
            sum +=
                    Detection.ALARMS.logLikelihood(h, misses)
                            - h * Math.log(Math.clamp(chance, LEAST_FALSE, 1));
        }
        return hitCount < 2 ? sum : sum + (hitCount - 1) * Math.log(stormMillis / BURST_MILLIS);
    }

    /** Only what has a spare way can be down or degraded, and so belie a candidate. */
    private double wrong(Alarm alarm, Reach reach) {
        int number = graph.number(alarm.entity()).orElseThrow();
        Reach.Touched touched = reach.touched().get(number);
        if (touched == null || !graph.hasSpare(number)) {
            return 0;
        }
        Complaint complaint = alarm.complaint();
        boolean belies =
                (complaint == Complaint.DOWN && touched.effect() == Effect.DEGRADED)
                        || (complaint == Complaint.DEGRADED && touched.effect() == Effect.DOWN);
        return belies ? WRONG_COMPLAINT : 0;
    }
}
