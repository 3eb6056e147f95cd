package dev.nocturne.investigator.cause;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.dependency.FailureWalk;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.Stats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges one candidate after the other by how well its failure explains the storm; the formula is
 * explained at {@link StormModel}. Works on what a {@link FailureWalk} reached, in memory that is
 * reused: its results are those of the last {@link #judge}.
 */
final class StormScore {
    /** Alarms of one failure come within this time (the burst of the method). */
    private static final long BURST_MILLIS = 90_000;

    /** Noise is taken to be spread over at least this time. */
    private static final long MIN_STORM_MILLIS = 600_000;

    /** Pseudo-count of false alarms. */
    private static final double FALSE_ALARMS = 1.0;

    private static final double LEAST_FALSE = 1e-3;

    /** Pseudo-count of metrics that fail by chance, which is much rarer than a false alarm. */
    private static final double FALSE_DARK = 0.1;

    private static final double LEAST_FALSE_DARK = 2e-3;

    /** A metric this many scales off does not fail by chance. */
    private static final double CERTAIN = 30;

    private static final double LEAST_FALSE_CERTAIN = 2e-4;

    /** An alarm that says "down" where the candidate predicts "degraded", or the reverse. */
    private static final double WRONG_COMPLAINT = -3.0;

    /** A candidate with one symptom explains nothing but itself. */
    private static final double LONE = Math.log(1e-3);

    /**
     * Lines break more often than what they join: of a backbone's unplanned failures 70 % hit a
     * single link (Markopoulou et al., IEEE/ACM ToN 16(4), 2008). The paper gives the direction;
     * the factor was chosen on the development cases and decides only near ties.
     */
    private static final double LINE = Math.log(2);

    private final DependencyGraph graph;
    private final StormSymptoms symptoms;
    private final FailureWalk walk;
    private final long stormFrom;
    private final double burstGain;
    private final double prior;

    private final double[] expected;
    private final int[] shown;
    private final int[] hidden;
    private final boolean[] measured;
    private final boolean[] uncertain;
    private final int[] heard;
    private final int[] failing;
    private final int[] well;
    private final double[] logs;
    private final int[] inside;
    private final int[] hits;
    private final double[] terms;

    private int heardCount;
    private int failingCount;
    private int wellCount;
    private int healthy;
    private int burstStart;
    private int burstEnd;
    private double score;

    StormScore(DependencyGraph graph, StormSymptoms symptoms, FailureWalk walk, Storm storm) {
        this.graph = graph;
        this.symptoms = symptoms;
        this.walk = walk;
        this.stormFrom = storm.window().from();
        double duration = (double) storm.window().until() - storm.window().from();
        this.burstGain = Math.log(Math.max(MIN_STORM_MILLIS, duration) / BURST_MILLIS);
        int possible = 0;
        for (int i = 0; i < graph.size(); i++) {
            possible += graph.canFail(i) && !graph.neededBy(i).isEmpty() ? 1 : 0;
        }
        this.prior = -Math.log(Math.max(1, possible));
        int kinds = symptoms.kinds();
        this.expected = new double[kinds];
        this.shown = new int[kinds];
        this.hidden = new int[kinds];
        this.measured = new boolean[kinds];
        this.uncertain = new boolean[kinds];
        this.hits = new int[kinds];
        this.terms = new double[kinds];
        this.heard = new int[symptoms.alarmCount()];
        this.logs = new double[symptoms.alarmCount() + 1];
        this.failing = new int[graph.size()];
        this.well = new int[graph.size()];
        this.inside = new int[graph.size()];
    }

    /**
     * Judges the entity that the walk began at. False when its failure would explain no symptom;
     * the other results are undefined then.
     */
    boolean judge(int cause) {
        collect();
        if (heardCount == 0 && failingCount == 0) {
            return false;
        }
        double alarms = judgeAlarms();
        countHealthy();
        score = alarms + judgeTelemetry() + prior;
        if (expectedAlarms() + failingCount + healthy < 2) {
            score += LONE;
        }
        if (graph.isLine(cause)) {
            score += LINE;
        }
        return true;
    }

    /** Log-likelihood ratio against "nothing but noise". */
    double score() {
        return score;
    }

    /**
     * When the failure began, epoch milliseconds: the first alarm of the burst, or earlier where
     * the cause's own metrics failed before it.
     */
    long since(int cause) {
        long first = heardCount == 0 ? Long.MAX_VALUE : burstBegin();
        for (int i = 0; i < failingCount; i++) {
            Deviation worst = symptoms.worst(failing[i]);
            if (worst != null && (heardCount == 0 || failing[i] == cause)) {
                first = Math.min(first, worst.since());
            }
        }
        return first == Long.MAX_VALUE ? stormFrom : first;
    }

    /** The first alarm of each entity in the burst that fits best, oldest first. */
    List<Alarm> heard() {
        Map<String, Alarm> first = new LinkedHashMap<>();
        for (int i = burstStart; i < burstEnd; i++) {
            Alarm alarm = symptoms.alarm(heard[i]);
            first.putIfAbsent(alarm.entity(), alarm);
        }
        return List.copyOf(first.values());
    }

    /** How many alarms the failure should have raised. */
    double expectedAlarms() {
        double sum = 0;
        for (double perKind : expected) {
            sum += perKind;
        }
        return sum;
    }

    /** How many entities raised an alarm that the failure should have raised, at any time. */
    int raised() {
        Set<Integer> entities = new HashSet<>();
        for (int i = 0; i < heardCount; i++) {
            entities.add(symptoms.entityOf(heard[i]));
        }
        return entities.size();
    }

    /** The worst failing metric of each entity that should fail and does. */
    List<Deviation> failing() {
        List<Deviation> worst = new ArrayList<>(failingCount);
        for (int i = 0; i < failingCount; i++) {
            Deviation deviation = symptoms.worst(failing[i]);
            if (deviation != null) {
                worst.add(deviation);
            }
        }
        return worst;
    }

    /** How many entities should fail by their metrics and do not. */
    int healthy() {
        return healthy;
    }

    private void collect() {
        Arrays.fill(expected, 0);
        Arrays.fill(shown, 0);
        Arrays.fill(hidden, 0);
        Arrays.fill(measured, false);
        Arrays.fill(uncertain, false);
        heardCount = 0;
        failingCount = 0;
        wellCount = 0;
        healthy = 0;
        for (int i = 0; i < walk.count(); i++) {
            int entity = walk.entity(i);
            Effect effect = walk.effect(entity);
            if (effect == Effect.AT_RISK) {
                continue;
            }
            expectAlarms(entity);
            if (effect == Effect.DOWN && symptoms.covers(entity)) {
                expectDark(entity);
            }
        }
        Arrays.sort(heard, 0, heardCount);
    }

    private void expectAlarms(int entity) {
        int kind = symptoms.kind(entity);
        if (!symptoms.raisesAlarms(kind)) {
            return;
        }
        double speaks = 1 - walk.silent(entity);
        int[] alarms = symptoms.alarmsOf(entity);
        if (speaks > 0.5 || (alarms.length > 0 && speaks > 0.3)) {
            expected[kind] += speaks > 0.5 ? 1.0 : speaks;
            System.arraycopy(alarms, 0, heard, heardCount, alarms.length);
            heardCount += alarms.length;
        }
    }

    private void expectDark(int entity) {
        int kind = symptoms.kind(entity);
        measured[kind] = true;
        Deviation worst = symptoms.worst(entity);
        if (worst == null) {
            well[wellCount++] = entity;
            return;
        }
        failing[failingCount++] = entity;
        shown[kind]++;
        uncertain[kind] |= worst.strength() < CERTAIN;
    }

    /** Only what was measured after the failure began can speak against it. */
    private void countHealthy() {
        for (int i = 0; i < wellCount; i++) {
            if (heardCount == 0 || symptoms.measuredUntil(well[i]) >= burstBegin()) {
                hidden[symptoms.kind(well[i])]++;
                healthy++;
            }
        }
    }

    private double judgeTelemetry() {
        double sum = 0;
        for (int kind = 0; kind < measured.length; kind++) {
            if (!measured[kind]) {
                continue;
            }
            double chance =
                    Math.max(
                            uncertain[kind] ? LEAST_FALSE_DARK : LEAST_FALSE_CERTAIN,
                            (symptoms.dark(kind) - shown[kind] + FALSE_DARK)
                                    / (symptoms.covered(kind) + 1.0));
            sum +=
                    Detection.METRICS.logLikelihood(shown[kind], hidden[kind])
                            - shown[kind] * Math.log(chance)
                            - hidden[kind] * Math.log(1 - Math.min(chance, 0.5));
        }
        return sum;
    }

    private long burstBegin() {
        return symptoms.timeOf(heard[burstStart]);
    }

    /** Sums over all onsets at which an expected alarm came, and over "none of them came". */
    private double judgeAlarms() {
        Arrays.fill(hits, 0);
        for (int kind = 0; kind < terms.length; kind++) {
            updateTerm(kind);
        }
        int count = 0;
        logs[count++] = sumTerms(0, 0);
        double best = Double.NEGATIVE_INFINITY;
        burstStart = 0;
        burstEnd = 0;
        double wrong = 0;
        int hitEntities = 0;
        int end = 0;
        for (int start = 0; start < heardCount; start++) {
            long first = symptoms.timeOf(heard[start]);
            while (end < heardCount && symptoms.timeOf(heard[end]) - first <= BURST_MILLIS) {
                int entity = symptoms.entityOf(heard[end]);
                if (inside[entity]++ == 0) {
                    hitEntities++;
                    changeHits(entity, 1);
                }
                wrong += wrong(heard[end++]);
            }
            double log = sumTerms(hitEntities, wrong);
            logs[count++] = log;
            if (log > best) {
                best = log;
                burstStart = start;
                burstEnd = end;
            }
            int leaving = symptoms.entityOf(heard[start]);
            if (--inside[leaving] == 0) {
                hitEntities--;
                changeHits(leaving, -1);
            }
            wrong -= wrong(heard[start]);
        }
        return Stats.logSum(logs, count);
    }

    private void changeHits(int entity, int by) {
        int kind = symptoms.kind(entity);
        hits[kind] += by;
        updateTerm(kind);
    }

    private void updateTerm(int kind) {
        if (expected[kind] == 0) {
            terms[kind] = 0;
            return;
        }
        int hit = hits[kind];
        double chance = (symptoms.alarmed(kind) - hit + FALSE_ALARMS) / (symptoms.size(kind) + 1.0);
        terms[kind] =
                Detection.ALARMS.logLikelihood(hit, Math.max(0, expected[kind] - hit))
                        - hit * Math.log(Math.clamp(chance, LEAST_FALSE, 1));
    }

    private double sumTerms(int hitEntities, double wrong) {
        double sum = wrong;
        for (double term : terms) {
            sum += term;
        }
        return hitEntities < 2 ? sum : sum + (hitEntities - 1) * burstGain;
    }

    /** Only an entity with a spare way can be down or degraded, and so contradict a candidate. */
    private double wrong(int alarm) {
        int entity = symptoms.entityOf(alarm);
        if (!graph.hasSpare(entity)) {
            return 0;
        }
        Effect effect = walk.effect(entity);
        Complaint complaint = symptoms.complaintOf(alarm);
        boolean contradicts =
                (complaint == Complaint.DOWN && effect == Effect.DEGRADED)
                        || (complaint == Complaint.DEGRADED && effect == Effect.DOWN);
        return contradicts ? WRONG_COMPLAINT : 0;
    }
}
