package dev.nocturne.investigator.cause;

import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.dependency.Vicinity;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the cause where few things are known of each entity, and of different kinds: an event here,
 * a state there, a metric out of its range. Near what the alert is about, the entity is the cause
 * that has symptoms of its own, that had them no later than what the alert is about, and whose
 * symptoms nothing it needs explains. A change shortly before and words that blame it speak for an
 * entity.
 */
final class SymptomModel {
    /** How far from what the alert is about a cause is looked for. */
    private static final double FARTHEST = 6;

    private static final int MAX_AROUND = 2_000;

    /** What a unit of distance takes of the weight. */
    private static final double FALL = 0.85;

    /** What is explained by a cause of its own, or does nothing to the others, keeps so much. */
    private static final double EXPLAINED = 0.3;

    /** What others put under pressure, or what blames others, keeps so much. */
    private static final double PRESSED = 0.45;

    /** Less than this is no candidate. */
    static final double LEAST = 0.1;

    private final Topology topology;
    private final DependencyGraph graph;
    private final Symptoms symptoms;
    private final Alert alert;
    private final Vicinity vicinity;

    SymptomModel(Topology topology, DependencyGraph graph, Symptoms symptoms, Alert alert) {
        this.topology = topology;
        this.graph = graph;
        this.symptoms = symptoms;
        this.alert = alert;
        this.vicinity = new Vicinity(topology, graph);
    }

    /**
     * An entity that may be the cause.
     *
     * @param weight how much speaks for it
     * @param raw how much is wrong with it, whether something else explains that or not
     */
    record Candidate(String entity, double weight, double raw, long since) {}

    /** Candidates for what the alert says of these entities, the weightiest first. */
    List<Candidate> rank(Collection<String> about) {
        Map<String, Double> around = vicinity.around(List.copyOf(about), FARTHEST, MAX_AROUND);
        Trouble trouble = new Trouble(graph, symptoms, alert, about);
        Blame blame = new Blame(topology, symptoms, alert, trouble.onset() - Trouble.JUST_BEFORE);
        Set<String> blamed = blame.named(around.keySet());
        Weights weights =
                new Weights(topology, symptoms, trouble, alert.start(), alert.latest(), blamed);
        Map<String, Double> weighed = new LinkedHashMap<>();
        around.keySet().forEach(entity -> weighed.put(entity, weights.relative(entity)));
        Set<String> suspects =
                weighed.keySet().stream()
                        .filter(entity -> weighed.getOrDefault(entity, 0.0) >= LEAST)
                        .collect(Collectors.toSet());
        Explanations explanations =
                new Explanations(graph, vicinity, symptoms, trouble, alert.start(), suspects);
        Set<String> behind = vicinity.behind(about, MAX_AROUND);
        List<Candidate> candidates = new ArrayList<>();
        weighed.forEach((entity, weight) -> {
            double left = weight * Math.pow(FALL, around.getOrDefault(entity, 0.0));
            boolean isBystander = !behind.contains(entity) && !blamed.contains(entity);
            boolean isActing =
                    explanations.isActing(entity)
                            && (!isBystander
                                    || !symptoms.of(entity).isEmpty()
                                    || explanations.needsIll(entity));
            if (!isActing && (isBystander || explanations.isExplained(entity))) {
                left *= EXPLAINED;
            } else if (explanations.isPressed(entity) || blame.isOnOthers(entity, suspects)) {
                left *= PRESSED;
            }
            if (left >= LEAST && canFail(entity, explanations)) {
                candidates.add(
                        new Candidate(
                                entity,
                                left,
                                weights.raw(entity),
                                trouble.since(entity, trouble.onset())));
            }
        });
        candidates.sort(
                Comparator.comparingDouble((Candidate c) -> -c.weight())
                        .thenComparingLong(Candidate::since)
                        .thenComparing(Candidate::entity));
        return candidates;
    }

    /**
     * A sensor cannot take anything down, but it can be what is broken. Customers suffer; one that
     * asks for too much may be what overloads the others.
     */
    private boolean canFail(String entity, Explanations explanations) {
        OptionalInt number = graph.number(entity);
        if (number.isEmpty()) {
            return false;
        }
        String label = graph.label(number.getAsInt());
        boolean own = symptoms.of(entity).stream().anyMatch(s -> s.strengthAt(alert.start()) > 0.5);
        return !KindWords.patron(label)
                && (graph.canFail(number.getAsInt())
                        || (own && (!KindWords.buyer(label) || explanations.isActing(entity))));
    }
}
