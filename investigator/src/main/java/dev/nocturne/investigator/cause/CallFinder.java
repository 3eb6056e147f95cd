package dev.nocturne.investigator.cause;

import dev.nocturne.environment.CallMetrics;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides where calls between entities are counted: what fails or is slow is followed to where it
 * comes from ({@link CallFlow}). What measures no calls itself, such as a database, is a cause by
 * its other symptoms, if what loses calls needs it.
 */
final class CallFinder {
    /** Own symptoms as strong as this make what is needed the likelier cause. */
    private static final double STRONG = 0.6;

    /** How much of the trouble of those that need it goes to such an entity. */
    private static final double SHIFTED = 0.65;

    /** ... if they have a reason of their own too. */
    private static final double SHIFTED_LESS = 0.1;

    /** The slowest calls take less than so many times as long when only more is asked. */
    private static final double TAIL = 3;

    private static final int MAX_BEHIND = 500;

    private final DependencyGraph graph;
    private final Symptoms symptoms;
    private final Alert alert;
    private final CallTable calls;
    private final CallFlow flow;
    private final Trouble trouble;

    CallFinder(
            Topology topology,
            DependencyGraph graph,
            Symptoms symptoms,
            Alert alert,
            CallTable calls) {
        this.graph = graph;
        this.symptoms = symptoms;
        this.alert = alert;
        this.calls = calls;
        this.flow = new CallFlow(calls, topology);
        this.trouble = new Trouble(graph, symptoms, alert, CauseFinder.starts(alert));
    }

    /** Empty where calls say nothing of what the alert is about. */
    Optional<SymptomFinder.Decision> decide() {
        Set<String> about = CauseFinder.starts(alert);
        if (calls.isEmpty() || about.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Double> own = flow.from(about);
        if (own.isEmpty()) {
            return well(about);
        }
        List<SymptomModel.Candidate> causes = new ArrayList<>();
        shift(own)
                .forEach((entity, weight) -> {
                    if (weight >= SymptomModel.LEAST / 2 && graph.number(entity).isPresent()) {
                        causes.add(
                                new SymptomModel.Candidate(
                                        entity,
                                        weight,
                                        strongest(entity, s -> true),
                                        trouble.since(entity, trouble.onset())));
                    }
                });
        causes.sort(
                Comparator.comparingDouble((SymptomModel.Candidate c) -> -c.weight())
                        .thenComparing(SymptomModel.Candidate::entity));
        return causes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SymptomFinder.Decision(
                                Verdict.FAULT, List.copyOf(about), causes, 1, ""));
    }

    /**
     * Shifts trouble to what measures no calls, if its other symptoms say that it comes from it.
     */
    private Map<String, Double> shift(Map<String, Double> own) {
        Map<String, Double> shifted = new LinkedHashMap<>();
        own.forEach((entity, mass) -> {
            List<String> behind =
                    needs(entity).stream()
                            .filter(id -> calls.served(id).isEmpty())
                            .filter(id -> ownSymptoms(id) >= STRONG)
                            .filter(id ->
                                    trouble.since(id, trouble.onset())
                                            <= trouble.onset() + trouble.tolerance())
                            .toList();
            double share =
                    behind.isEmpty() || own.containsKey(behind.getFirst())
                            ? 0
                            : hasReason(entity) ? SHIFTED_LESS : SHIFTED;
            behind.forEach(id -> shifted.merge(id, mass * share / behind.size(), Double::sum));
            shifted.merge(entity, mass * (1 - share), Double::sum);
        });
        return shifted;
    }

    private Set<String> needs(String entity) {
        Set<String> needs = new LinkedHashSet<>();
        OptionalInt number = graph.number(entity);
        if (number.isPresent()) {
            graph.supportersOf(Set.of(number.getAsInt()), MAX_BEHIND)
                    .forEach(n -> needs.add(graph.id(n)));
            needs.remove(entity);
        }
        return needs;
    }

    /** The strongest symptom that the entity shows itself, not those that ask it. */
    private double ownSymptoms(String entity) {
        return strongest(entity, s -> !s.words().contains(CallMetrics.SEEN) && isOfCapacity(s));
    }

    /** Whether it is an event, a limit, a failure or a load; not how long something takes. */
    private static boolean isOfCapacity(Symptom symptom) {
        return symptom.deviation()
                .map(d ->
                        switch (d.sense().family()) {
                            case ERRORS, AVAILABILITY, LOAD, SIGNAL -> true;
                            case LATENCY, TRAFFIC, OTHER -> false;
                        })
                .orElse(true);
    }

    /** Whether it was changed, or is loaded as never before. */
    private boolean hasReason(String entity) {
        boolean isLoaded =
                symptoms.of(entity).stream()
                        .anyMatch(s ->
                                s.isGoingOn(alert.latest())
                                        && s.deviation()
                                                .filter(d ->
                                                        d.sense().family()
                                                                == MetricSense.Family.LOAD)
                                                .isPresent());
        return isLoaded
                || symptoms.circumstances(entity, Circumstance.Kind.CHANGE).stream()
                        .anyMatch(c ->
                                c.time() >= trouble.onset() - Trouble.JUST_BEFORE
                                        && c.time() <= alert.latest());
    }

    private double strongest(String entity, Predicate<Symptom> counts) {
        return symptoms.of(entity).stream()
                .filter(s -> s.isGoingOn(alert.latest()))
                .filter(counts)
                .mapToDouble(Symptom::strength)
                .max()
                .orElse(0);
    }

    /**
     * Nothing is wrong if the subject answers its calls as usual, and so does all that it needs,
     * and nothing is unusual about it but that more is asked, for which the slowest have to wait.
     */
    private Optional<SymptomFinder.Decision> well(Set<String> about) {
        Set<String> around = new LinkedHashSet<>(about);
        about.forEach(id -> around.addAll(needs(id)));
        boolean isServing =
                about.stream()
                        .allMatch(id -> calls.served(id).filter(Calls::knowsErrors).isPresent());
        boolean isBusy =
                around.stream().anyMatch(id -> calls.served(id).filter(Calls::isBusy).isPresent());
        boolean isOnlyBusy =
                about.stream()
                        .flatMap(id -> symptoms.of(id).stream())
                        .filter(s -> s.isGoingOn(alert.latest()))
                        .allMatch(s -> isOfTraffic(s, isBusy));
        boolean isLosing =
                around.stream()
                        .flatMap(id -> calls.served(id).stream())
                        .anyMatch(c -> c.lost() > 0 || c.waited() > 0);
        return isServing && isOnlyBusy && !isLosing
                ? Optional.of(
                        new SymptomFinder.Decision(
                                Verdict.NO_FAULT,
                                List.copyOf(about),
                                List.of(),
                                0,
                                String.join(", ", about)
                                        + " and what it needs answer their calls as usual"
                                        + (isBusy ? ", though more is asked than usual" : "")))
                : Optional.empty();
    }

    /** Whether it is the alert itself, or that more is asked and the slowest wait for that. */
    private static boolean isOfTraffic(Symptom symptom, boolean isBusy) {
        return switch (symptom.kind()) {
            case EVENT -> symptom.words().contains(" fires");
            case METRIC ->
                    symptom.deviation()
                            .filter(d ->
                                    switch (d.sense().family()) {
                                        case TRAFFIC, LOAD -> true;
                                        case LATENCY -> isBusy && d.shown() < TAIL * d.usualValue();
                                        case ERRORS, AVAILABILITY, SIGNAL, OTHER -> false;
                                    })
                            .isPresent();
            case RANGE, LIMIT, PEER, STALLED, SILENT, STATE, FLAPPING, ALARM -> false;
        };
    }
}
