package dev.nocturne.investigator.cause;

import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How much speaks for an entity as the cause: its symptoms, changes, and who blames it. */
final class Weights {
    /** A symptom that came later than what it should explain keeps so much. */
    private static final double LATER = 0.4;

    /** What has been so for longer than a day without this trouble explains it less. */
    private static final double LONG_BEFORE = 0.5;

    /** A sensor that shows something odd shows it of what it watches. */
    private static final double WATCHER = 0.3;

    /** A change this long before the trouble may still be its reason. */
    private static final long CHANGE_BEFORE = 3 * 24 * 3_600_000L;

    private static final double CHANGED = 0.35;

    /**
     * Of a change just before the trouble. Most outages follow a change: Beyer et al., Site
     * Reliability Engineering (2016), chapter 1, says 70 %.
     */
    private static final double JUST_CHANGED = 0.5;

    private static final double BLAMED = 0.4;

    private final Topology topology;
    private final Symptoms symptoms;
    private final Trouble trouble;
    private final long start;
    private final long latest;
    private final Set<String> blamed;

    /**
     * Weighs for a trouble.
     *
     * @param start of the time that the alert is about
     * @param latest end of that time
     * @param blamed entities that others blame
     */
    Weights(
            Topology topology,
            Symptoms symptoms,
            Trouble trouble,
            long start,
            long latest,
            Set<String> blamed) {
        this.topology = topology;
        this.symptoms = symptoms;
        this.trouble = trouble;
        this.start = start;
        this.latest = latest;
        this.blamed = blamed;
    }

    /** How much is wrong with the entity, whether something else explains that or not. */
    double raw(String entity) {
        double weight = weight(entity, false);
        return weight + (1 - weight) * blame(entity);
    }

    /**
     * As a cause beside others, for which a change shortly before speaks, and what had been so for
     * long counts less. A change alone is no sign that something is wrong.
     */
    double relative(String entity) {
        double weight = weight(entity, true);
        double changed = (trouble.isJustChanged(entity) ? JUST_CHANGED : CHANGED) * recent(entity);
        return weight + (1 - weight) * Math.min(1, changed + blame(entity)) + 0.3 * changed;
    }

    private double blame(String entity) {
        return blamed.contains(entity) ? BLAMED : 0;
    }

    private double weight(String entity, boolean relative) {
        long onset = trouble.onset();
        long first = Math.min(onset, start);
        Map<Symptom.Kind, Double> strongest = new EnumMap<>(Symptom.Kind.class);
        for (Symptom symptom : symptoms.of(entity)) {
            boolean counts =
                    symptom.since() <= latest && symptom.until() >= first - trouble.tolerance();
            if (counts) {
                boolean later = symptom.since() > onset + trouble.tolerance();
                boolean shown = isWatcher(entity) && symptom.kind() != Symptom.Kind.SILENT;
                double strength =
                        symptom.strengthAt(first)
                                * (later ? LATER : 1)
                                * (relative && trouble.isLongBefore(symptom, onset)
                                        ? LONG_BEFORE
                                        : 1)
                                * (shown && !isBroken(symptom) ? WATCHER : 1);
                // Ten metrics that stopped are one thing that stopped.
                strongest.merge(symptom.kind(), strength, Math::max);
            }
        }
        double none = 1;
        for (double strength : strongest.values()) {
            none *= 1 - strength;
        }
        return 1 - none;
    }

    private boolean isWatcher(String entity) {
        return topology.entity(entity).filter(e -> KindWords.watcher(e.label())).isPresent();
    }

    /** A sensor's own events speak of itself. */
    private static boolean isBroken(Symptom symptom) {
        return symptom.kind() == Symptom.Kind.EVENT || symptom.kind() == Symptom.Kind.STATE;
    }

    /** How near before the trouble the entity was changed, from 0 to 1. */
    private double recent(String entity) {
        double best = 0;
        for (Circumstance change : symptoms.circumstances(entity, Circumstance.Kind.CHANGE)) {
            long before = trouble.onset() - change.time();
            if (before > -trouble.tolerance() && before < CHANGE_BEFORE) {
                best = Math.max(best, Math.exp(-Math.max(0, before) / (8 * 3_600_000.0)));
                best = Math.max(best, 0.3);
            }
        }
        return best;
    }
}
