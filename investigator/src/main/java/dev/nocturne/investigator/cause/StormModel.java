package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.FailureWalk;
import dev.nocturne.investigator.dependency.ReachEstimate;
import dev.nocturne.investigator.signal.Stats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which single failure explains the alarms and the telemetry best.
 *
 * <p>A bipartite fault-symptom model (Steinder and Sethi 2004, doi:10.1016/j.scico.2004.01.010;
 * Kandula et al. 2005, Shrink): each candidate has the symptoms its failure would cause, read from
 * the dependencies, and is scored by {@code h ln pd + m ln(1-pd) - h ln pf} for h symptoms that
 * came and m that did not. Four things differ from the plain form. The chance of detection pd is
 * not fixed but averaged per kind of entity. The chance of a false alarm pf is counted in the storm
 * itself, without the alarms the candidate explains. Alarms of one failure come in a burst, noise
 * any time: each hit inside the burst gains the ratio of the two durations, and the unknown onset
 * is summed over. And telemetry counts as symptoms do: an entity that should be dark and is not
 * speaks against the candidate.
 *
 * <p>Candidates are judged one after the other in reused memory, and only the best keep their
 * reach. When judging all of them would cost more than {@link #WORK}, the most promising come first
 * and {@link Ranking#judged} says how many were judged.
 */
final class StormModel {
    /**
     * Entities that all walks together may reach. A mesh of 2,400 services in which each failure
     * reaches all others is within it; in a larger one fewer candidates are compared.
     */
    private static final long WORK = 6_000_000;

    private static final int MAX_REACH = 50_000;
    private static final int MAX_CANDIDATES = 20_000;

    /** Hypotheses kept with everything they rest on. */
    private static final int KEEP = 50;

    /**
     * Entities that the kept hypotheses may reach together, at some 100 bytes each: 20 MB for a
     * run. The best hypothesis is kept whatever its reach.
     */
    private static final int KEPT_REACH = 200_000;

    /** Scores closer than this are equal. */
    private static final double SAME = 1e-6;

    private final DependencyGraph graph;
    private final StormSymptoms symptoms;
    private final FailureWalk walk;
    private final StormScore scoring;

    /** {@code speaking}: kinds of entities that ever raise alarms. */
    StormModel(DependencyGraph graph, Storm storm, Health health, Set<String> speaking) {
        this.graph = graph;
        this.symptoms = new StormSymptoms(graph, storm, health, speaking);
        this.walk = graph.walk();
        this.scoring = new StormScore(graph, symptoms, walk, storm);
    }

    /**
     * The result of the comparison.
     *
     * @param best the best candidates that explain at least one symptom, in order
     * @param logTotal log of the sum of the scores of all judged candidates
     * @param judged how many candidates were judged
     * @param candidates how many candidates there were
     */
    record Ranking(List<Hypothesis> best, double logTotal, int judged, int candidates) {
        Ranking {
            best = List.copyOf(best);
        }
    }

    /** A judged candidate; {@code tie} as in {@link Hypothesis#tie}. */
    private record Scored(int entity, double score, int reached, long since, int tie) {
        private Scored withTie(int number) {
            return new Scored(entity, score, reached, since, number);
        }
    }

    /** Compares the candidates. */
    Ranking rank() {
        List<Integer> candidates = mostPromisingFirst(candidates());
        List<Scored> scored = new ArrayList<>();
        long work = 0;
        int judged = 0;
        for (int candidate : candidates) {
            if (work > WORK) {
                break;
            }
            walk.follow(candidate, MAX_REACH);
            work += walk.count();
            judged++;
            if (scoring.judge(candidate)) {
                long since = scoring.since(candidate);
                scored.add(new Scored(candidate, scoring.score(), walk.count(), since, 0));
            }
        }
        scored.sort(
                Comparator.comparingDouble((Scored s) -> -Math.rint(s.score() / SAME) * SAME)
                        .thenComparingInt(s -> hasSymptoms(s.entity()) ? 0 : 1)
                        .thenComparingInt(Scored::reached)
                        .thenComparingLong(Scored::since)
                        .thenComparingInt(Scored::entity));
        double total = Stats.logSum(scored.stream().mapToDouble(Scored::score).toArray());
        return new Ranking(keep(markTies(scored)), total, judged, candidates.size());
    }

    private boolean hasSymptoms(int entity) {
        return symptoms.isAlarmed(entity) || symptoms.fails(entity);
    }

    private List<Integer> candidates() {
        Set<Integer> start = new LinkedHashSet<>();
        for (int i = 0; i < symptoms.alarmCount(); i++) {
            start.add(symptoms.entityOf(i));
        }
        for (int i = 0; i < graph.size(); i++) {
            if (symptoms.fails(i)) {
                start.add(i);
            }
        }
        return graph.supportersOf(start, MAX_CANDIDATES).stream().filter(graph::canFail).toList();
    }

    /** In the given order when all of them can be judged anyway. */
    private List<Integer> mostPromisingFirst(List<Integer> candidates) {
        if ((long) candidates.size() * graph.size() <= WORK) {
            return candidates;
        }
        ReachEstimate alarmed = new ReachEstimate(graph, this::hasSymptoms);
        ReachEstimate all =
                new ReachEstimate(
                        graph, e -> hasSymptoms(e) || symptoms.raisesAlarms(symptoms.kind(e)));
        double[] promise = new double[graph.size()];
        double noise = Math.log(Math.max(1.0, candidates.size()) / (graph.size() + 1.0));
        for (int candidate : candidates) {
            double hits = alarmed.size(candidate);
            double misses = Math.max(0, all.size(candidate) - hits);
            promise[candidate] = Detection.ALARMS.logLikelihood(hits, misses) - hits * noise;
        }
        return candidates.stream()
                .sorted(Comparator.comparingDouble((Integer c) -> -promise[c]))
                .toList();
    }

    private static List<Scored> markTies(List<Scored> ranked) {
        List<Scored> tied = new ArrayList<>(ranked.size());
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

    private static boolean same(Scored a, Scored b) {
        return Math.abs(a.score() - b.score()) < SAME * 2;
    }

    /** Walks from the best once more, now with everything that the answer needs of them. */
    private List<Hypothesis> keep(List<Scored> ranked) {
        List<Hypothesis> kept = new ArrayList<>();
        int reach = 0;
        for (Scored one : ranked.subList(0, Math.min(KEEP, ranked.size()))) {
            reach += one.reached();
            if (!kept.isEmpty() && reach > KEPT_REACH) {
                break;
            }
            walk.follow(one.entity(), MAX_REACH);
            if (!scoring.judge(one.entity())) {
                throw new IllegalStateException(
                        graph.id(one.entity()) + " explained symptoms a moment ago");
            }
            var heard = scoring.heard();
            kept.add(
                    new Hypothesis(
                            one.entity(),
                            one.score(),
                            0,
                            one.since(),
                            one.tie(),
                            walk.copy(),
                            heard,
                            (int) Math.round(scoring.expectedAlarms()) - scoring.raised(),
                            scoring.failing(),
                            scoring.healthy()));
        }
        return kept;
    }
}
