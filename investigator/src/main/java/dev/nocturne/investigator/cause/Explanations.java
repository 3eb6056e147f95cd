package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Vicinity;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the entities' symptoms others bring about: what they need, or what asks too much. */
final class Explanations {
    /** How many steps along a flow a standstill is followed. */
    private static final int FLOW_STEPS = 3;

    private final DependencyGraph graph;
    private final Vicinity vicinity;
    private final Symptoms symptoms;
    private final Trouble trouble;
    private final long start;
    private final Set<String> ill;
    private final Set<String> acting;

    /**
     * Looks for explanations.
     *
     * @param start of the time that the alert is about
     * @param suspects entities for which enough speaks; others explain nothing
     */
    Explanations(
            DependencyGraph graph,
            Vicinity vicinity,
            Symptoms symptoms,
            Trouble trouble,
            long start,
            Set<String> suspects) {
        this.graph = graph;
        this.vicinity = vicinity;
        this.symptoms = symptoms;
        this.trouble = trouble;
        this.start = start;
        this.ill =
                suspects.stream()
                        .filter(entity -> symptoms.of(entity).stream().anyMatch(this::canExplain))
                        .collect(Collectors.toSet());
        this.acting = suspects.stream().filter(this::acts).collect(Collectors.toSet());
    }

    /**
     * Whether the entity asks too much of what it needs: it was changed shortly before, or it has
     * symptoms of load, none of which is only a consequence.
     */
    boolean isActing(String entity) {
        return acting.contains(entity);
    }

    /** What has been slow, or in a bad state, for days without this trouble does not explain it. */
    private boolean canExplain(Symptom symptom) {
        boolean mayCome = symptom.kind() != Symptom.Kind.STATE && !isSuffering(symptom);
        return mayCome || !trouble.isLongBefore(symptom, trouble.onset());
    }

    /** Whether something that the entity needs, and so may ask too much of, has symptoms. */
    boolean needsIll(String entity) {
        OptionalInt number = graph.number(entity);
        return number.isPresent()
                && graph.needs(number.getAsInt()).stream()
                        .map(need -> graph.id(need.needed()))
                        .anyMatch(ill::contains);
    }

    private boolean acts(String entity) {
        boolean loads =
                symptoms.of(entity).stream()
                        .anyMatch(s ->
                                switch (s.kind()) {
                                    case RANGE, LIMIT, PEER -> !isSuffering(s);
                                    case STATE ->
                                            s.since() < trouble.onset() - trouble.tolerance()
                                                    && !isExplained(entity);
                                    case METRIC, STALLED, SILENT, FLAPPING, EVENT, ALARM -> false;
                                });
        return loads
                || (symptoms.of(entity).stream().noneMatch(Explanations::isSuffering)
                        && trouble.isJustChanged(entity));
    }

    /** Errors and slowness are what an entity suffers, not what it does to others. */
    private static boolean isSuffering(Symptom symptom) {
        MetricSense.Family family =
                symptom.deviation()
                        .map(d -> d.sense().family())
                        .orElseGet(() -> MetricSense.spokenOf(symptom.words().split(" ", 2)[0]));
        return switch (family) {
            case LATENCY, ERRORS, AVAILABILITY -> true;
            case SIGNAL, LOAD, TRAFFIC, OTHER -> false;
        };
    }

    /** Whether something that needs the entity asks too much of it. */
    boolean isPressed(String entity) {
        OptionalInt number = graph.number(entity);
        return number.isPresent()
                && graph.neededBy(number.getAsInt()).stream()
                        .map(need -> graph.id(need.needy()))
                        .anyMatch(acting::contains);
    }

    /** Whether something it needs has symptoms that are as heavy and no later. */
    boolean isExplained(String entity) {
        OptionalInt number = graph.number(entity);
        if (number.isEmpty()) {
            return false;
        }
        long own = trouble.since(entity, start);
        if (isStopped(entity, own)) {
            return true;
        }
        Set<Integer> seen = new HashSet<>(Set.of(number.getAsInt()));
        Set<Integer> level = new LinkedHashSet<>(seen);
        while (!level.isEmpty()) {
            Set<Integer> next = new LinkedHashSet<>();
            for (int at : level) {
                for (int behind : behind(at)) {
                    String needed = graph.id(behind);
                    if (!seen.add(behind)) {
                        continue;
                    }
                    boolean explains =
                            ill.contains(needed)
                                    && trouble.since(needed, start) <= own + trouble.tolerance();
                    if (explains) {
                        return true;
                    }
                    if (!wouldShow(needed)) {
                        next.add(behind);
                    }
                }
            }
            level = next;
        }
        return false;
    }

    /** What an entity needs, but for what only flows, and its parts. */
    private List<Integer> behind(int entity) {
        List<Integer> behind = new ArrayList<>();
        for (DependencyGraph.Need need : graph.needs(entity)) {
            if (!Vicinity.isFlow(need.relation())) {
                behind.add(need.needed());
            }
        }
        for (String part : vicinity.parts(graph.id(entity))) {
            graph.number(part).ifPresent(behind::add);
        }
        return behind;
    }

    /** Whether something stopped that flows to or from the entity, at most some steps away. */
    private boolean isStopped(String entity, long own) {
        Set<String> seen = new HashSet<>(Set.of(entity));
        List<String> level = vicinity.flows(entity);
        for (int step = 0; step < FLOW_STEPS && !level.isEmpty(); step++) {
            List<String> next = new ArrayList<>();
            for (String other : level) {
                if (seen.add(other)) {
                    if (stops(other, entity, own)) {
                        return true;
                    }
                    if (symptoms.of(other).isEmpty()) {
                        next.addAll(vicinity.flows(other));
                        graph.number(other)
                                .ifPresent(n ->
                                        graph.needs(n)
                                                .forEach(
                                                        need -> next.add(graph.id(need.needed()))));
                    }
                }
            }
            level = next;
        }
        return false;
    }

    /**
     * Whether what gives to the entity or takes from it stopped shortly before it, and says so
     * itself.
     */
    private boolean stops(String other, String entity, long own) {
        if (!ill.contains(other)) {
            return false;
        }
        long since = trouble.since(other, start);
        boolean speaks = speaks(other) && !speaks(entity);
        return (since < own || (speaks && since <= own + trouble.tolerance()))
                && since >= own - Trouble.JUST_BEFORE;
    }

    /** Whether more than figures show what is wrong with it. */
    private boolean speaks(String entity) {
        return symptoms.of(entity).stream()
                .anyMatch(s ->
                        switch (s.kind()) {
                            case EVENT, ALARM, STATE, STALLED, FLAPPING -> true;
                            case METRIC, RANGE, LIMIT, PEER, SILENT -> false;
                        });
    }

    /**
     * Whether trouble of what it needs would show in what is measured of the entity. A load that is
     * as usual says nothing of the errors that pass through.
     */
    private boolean wouldShow(String entity) {
        return symptoms.measured().contains(entity)
                && symptoms.normal().getOrDefault(entity, List.of()).stream()
                        .anyMatch(d -> d.sense().family() != MetricSense.Family.LOAD);
    }
}
