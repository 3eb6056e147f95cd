package dev.nocturne.investigator.cause;

import dev.nocturne.environment.names.EntityNames;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.dependency.Vicinity;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

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

    /** Clocks and intervals of measurement differ by so much. */
    private static final long TOLERANCE = 6 * 60_000L;

    /** What is explained by a cause of its own, or does nothing to the others, keeps so much. */
    private static final double EXPLAINED = 0.3;

    /** A symptom that came later than what it should explain keeps so much. */
    private static final double LATER = 0.4;

    /** A change this long before the trouble may still be its reason. */
    private static final long CHANGE_BEFORE = 3 * 24 * 3_600_000L;

    /** What began this long before the trouble can have brought it about by itself. */
    private static final long JUST_BEFORE = 2 * 3_600_000L;

    private static final double CHANGED = 0.35;

    /**
     * Of a change just before the trouble. Most outages follow a change: Beyer et al., Site
     * Reliability Engineering (2016), chapter 1, says 70 %.
     */
    private static final double JUST_CHANGED = 0.5;

    private static final double BLAMED = 0.4;

    /** What others put under pressure, or what blames others, keeps so much. */
    private static final double PRESSED = 0.45;

    /** A sensor that shows something odd shows it of what it watches. */
    private static final double WATCHER = 0.3;

    /** How many steps along a flow a standstill is followed. */
    private static final int FLOW_STEPS = 3;

    /** What has been so for longer than a day without this trouble explains it less. */
    private static final double LONG_BEFORE = 0.5;

    /** Weaker symptoms do not date the trouble. */
    private static final double SHOWN = 0.3;

    private static final long DAY = 24 * 3_600_000L;

    /** Less than this is no candidate. */
    private static final double LEAST = 0.1;

    private final Topology topology;
    private final DependencyGraph graph;
    private final Symptoms symptoms;
    private final Alert alert;
    private final Vicinity vicinity;
    private Collection<String> about = List.of();

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
        this.about = about;
        Map<String, Double> around = vicinity.around(List.copyOf(about), FARTHEST, MAX_AROUND);
        long onset = onset(about);
        Map<String, Double> blame = blame(around.keySet());
        Map<String, Double> weights = new LinkedHashMap<>();
        around.keySet()
                .forEach(e -> weights.put(e, weight(e, onset, blame.getOrDefault(e, 0.0), true)));
        Set<String> behind = vicinity.behind(about, MAX_AROUND);
        List<Candidate> candidates = new ArrayList<>();
        Set<String> acting = acting(weights, onset);
        weights.forEach((entity, weight) -> {
            double left = weight * Math.pow(FALL, around.getOrDefault(entity, 0.0));
            boolean isBystander = !behind.contains(entity) && !blame.containsKey(entity);
            if (!acting.contains(entity) && (isBystander || isExplained(entity, weights))) {
                left *= EXPLAINED;
            } else if (isPressed(entity, acting) || blamesOthers(entity, weights)) {
                left *= PRESSED;
            }
            if (left >= LEAST && canFail(entity)) {
                double raw = weight(entity, onset, blame.getOrDefault(entity, 0.0), false);
                candidates.add(new Candidate(entity, left, raw, since(entity, onset)));
            }
        });
        candidates.sort(
                Comparator.comparingDouble((Candidate c) -> -c.weight())
                        .thenComparingLong(Candidate::since)
                        .thenComparing(Candidate::entity));
        return candidates;
    }

    private boolean canFail(String entity) {
        OptionalInt number = graph.number(entity);
        // A sensor cannot take anything down, but it can be what is broken.
        boolean own = symptoms.of(entity).stream().anyMatch(s -> s.strengthAt(alert.start()) > 0.5);
        boolean isPatron =
                topology.entity(entity).filter(e -> KindWords.patron(e.label())).isPresent();
        return number.isPresent() && !isPatron && (graph.canFail(number.getAsInt()) || own);
    }

    /**
     * When the trouble began: with the first symptom that goes on of what the alert is about; if
     * that is not measured, of what it needs, within the last day.
     */
    private long onset(Collection<String> about) {
        OptionalLong own = about.stream().flatMapToLong(this::begins).min();
        boolean isSeen = about.stream().anyMatch(symptoms.measured()::contains);
        if (own.isPresent() || isSeen) {
            return own.orElse(alert.start());
        }
        Set<Integer> starts = new LinkedHashSet<>();
        about.forEach(id -> graph.number(id).ifPresent(starts::add));
        return graph.supportersOf(starts, MAX_AROUND).stream()
                .flatMapToLong(number -> begins(graph.id(number)))
                .filter(since -> since >= alert.start() - DAY)
                .min()
                .orElse(alert.start());
    }

    /** When what is wrong with the entity, and goes on, began. */
    private LongStream begins(String entity) {
        return symptoms.of(entity).stream()
                .filter(symptom -> symptom.isGoingOn(alert.latest()))
                .filter(symptom -> symptom.strengthAt(alert.start()) >= SHOWN)
                .mapToLong(Symptom::since)
                .filter(since -> since <= alert.latest());
    }

    /**
     * {@code relative}: as a cause beside others, for which a change shortly before speaks, and
     * what had been so for long counts less. A change alone is no sign that something is wrong.
     */
    private double weight(String entity, long onset, double blamed, boolean relative) {
        Map<Symptom.Kind, Double> strongest = new EnumMap<>(Symptom.Kind.class);
        for (Symptom symptom : symptoms.of(entity)) {
            boolean counts =
                    symptom.since() <= alert.latest()
                            && symptom.until() >= Math.min(onset, alert.start()) - TOLERANCE;
            if (counts) {
                boolean later = symptom.since() > onset + TOLERANCE;
                boolean shown = isWatcher(entity) && symptom.kind() != Symptom.Kind.SILENT;
                double strength =
                        symptom.strengthAt(Math.min(onset, alert.start()))
                                * (later ? LATER : 1)
                                * (relative && isLongBefore(symptom, onset) ? LONG_BEFORE : 1)
                                * (shown && !isBroken(symptom) ? WATCHER : 1);
                // Ten metrics that stopped are one thing that stopped.
                strongest.merge(symptom.kind(), strength, Math::max);
            }
        }
        double none = 1;
        for (double strength : strongest.values()) {
            none *= 1 - strength;
        }
        double weight = 1 - none;
        if (!relative) {
            return weight + (1 - weight) * Math.min(1, blamed);
        }
        double changed =
                (isJustChanged(entity, onset) ? JUST_CHANGED : CHANGED) * recent(entity, onset);
        return weight + (1 - weight) * Math.min(1, changed + blamed) + 0.3 * changed;
    }

    /** Whether it is a figure that had been so for long when the trouble began. */
    private boolean isLongBefore(Symptom symptom, long onset) {
        return isFigure(symptom)
                && symptom.since() < onset - DAY
                && !about.contains(symptom.entity());
    }

    private static boolean isFigure(Symptom symptom) {
        return switch (symptom.kind()) {
            case METRIC, PEER, RANGE, STALLED -> true;
            case LIMIT, SILENT, STATE, FLAPPING, EVENT, ALARM -> false;
        };
    }

    private boolean isWatcher(String entity) {
        return topology.entity(entity).filter(e -> KindWords.watcher(e.label())).isPresent();
    }

    /** A sensor's own events speak of itself. */
    private static boolean isBroken(Symptom symptom) {
        return symptom.kind() == Symptom.Kind.EVENT || symptom.kind() == Symptom.Kind.STATE;
    }

    /**
     * Entities that ask too much of what they need: they were changed shortly before, or they have
     * symptoms of load, none of which is only a consequence.
     */
    private Set<String> acting(Map<String, Double> weights, long onset) {
        Set<String> acting = new HashSet<>();
        weights.forEach((entity, weight) -> {
            boolean loads =
                    symptoms.of(entity).stream()
                            .anyMatch(s ->
                                    switch (s.kind()) {
                                        case RANGE, LIMIT, PEER -> !isSuffering(s);
                                        case STATE ->
                                                s.since() < onset - TOLERANCE
                                                        && !isExplained(entity, weights);
                                        case METRIC, STALLED, SILENT, FLAPPING, EVENT, ALARM ->
                                                false;
                                    });
            boolean began =
                    symptoms.of(entity).stream().allMatch(s -> !isSuffering(s))
                            && isJustChanged(entity, onset);
            if (weight >= LEAST && (loads || began)) {
                acting.add(entity);
            }
        });
        return acting;
    }

    private boolean isJustChanged(String entity, long onset) {
        return symptoms.circumstances(entity, Circumstance.Kind.CHANGE).stream()
                .anyMatch(c -> c.time() <= onset + TOLERANCE && c.time() >= onset - JUST_BEFORE);
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
    private boolean isPressed(String entity, Set<String> acting) {
        OptionalInt number = graph.number(entity);
        return number.isPresent()
                && graph.neededBy(number.getAsInt()).stream()
                        .map(need -> graph.id(need.needy()))
                        .anyMatch(acting::contains);
    }

    /** Whether the entity's own words name another that has symptoms. */
    private boolean blamesOthers(String entity, Map<String, Double> weights) {
        List<String> said = saidNow(entity);
        if (said.isEmpty()) {
            return false;
        }
        List<Entity> others =
                weights.keySet().stream()
                        .filter(id -> !id.equals(entity) && !isPartOf(id, entity))
                        .filter(id -> weights.getOrDefault(id, 0.0) >= LEAST)
                        .flatMap(id -> topology.entity(id).stream())
                        .toList();
        EntityNames names = new EntityNames(others);
        return said.stream().anyMatch(words -> !names.in(words).isEmpty());
    }

    /** What events and alarms that go on say of the entity. */
    private List<String> saidNow(String entity) {
        return symptoms.of(entity).stream()
                .filter(s -> s.kind() == Symptom.Kind.EVENT || s.kind() == Symptom.Kind.ALARM)
                .filter(s -> s.isGoingOn(alert.latest()))
                .map(Symptom::words)
                .toList();
    }

    /** How near before the trouble the entity was changed, from 0 to 1. */
    private double recent(String entity, long onset) {
        double best = 0;
        for (Circumstance change : symptoms.circumstances(entity, Circumstance.Kind.CHANGE)) {
            long before = onset - change.time();
            if (before > -TOLERANCE && before < CHANGE_BEFORE) {
                best = Math.max(best, Math.exp(-Math.max(0, before) / (8 * 3_600_000.0)));
                best = Math.max(best, 0.3);
            }
        }
        return best;
    }

    private long since(String entity, long onset) {
        List<Symptom> own =
                symptoms.of(entity).stream()
                        .filter(s -> s.until() >= onset - TOLERANCE)
                        .filter(s -> s.since() <= alert.latest())
                        .filter(s -> s.strengthAt(Math.min(onset, alert.start())) >= SHOWN)
                        .toList();
        List<Symptom> recent = own.stream().filter(s -> !isLongBefore(s, onset)).toList();
        return (recent.isEmpty() ? own : recent)
                .stream().mapToLong(Symptom::since).min().orElse(onset);
    }

    /** Who is named in the symptoms of others: "exceeded quota X", "waits for Y". */
    private Map<String, Double> blame(Set<String> around) {
        List<Entity> known = around.stream().flatMap(id -> topology.entity(id).stream()).toList();
        EntityNames names = new EntityNames(known);
        Map<String, Double> blame = new LinkedHashMap<>();
        for (String entity : around) {
            for (String words : saidNow(entity)) {
                for (String named : names.in(words)) {
                    if (!named.equals(entity) && !isPartOf(named, entity)) {
                        blame.merge(named, BLAMED, Math::max);
                    }
                }
            }
        }
        return blame;
    }

    private static boolean isPartOf(String part, String whole) {
        return part.startsWith(whole) || whole.startsWith(part);
    }

    /** Whether something stopped that flows to or from the entity, at most some steps away. */
    private boolean isStopped(String entity, long own, Map<String, Double> weights) {
        Set<String> seen = new HashSet<>(Set.of(entity));
        List<String> level = vicinity.flows(entity);
        for (int step = 0; step < FLOW_STEPS && !level.isEmpty(); step++) {
            List<String> next = new ArrayList<>();
            for (String other : level) {
                if (seen.add(other)) {
                    if (stops(other, entity, own, weights)) {
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
    private boolean stops(String other, String entity, long own, Map<String, Double> weights) {
        if (weights.getOrDefault(other, 0.0) < LEAST || symptoms.of(other).isEmpty()) {
            return false;
        }
        long since = since(other, alert.start());
        boolean speaks = speaks(other) && !speaks(entity);
        return (since < own || (speaks && since <= own + TOLERANCE)) && since >= own - JUST_BEFORE;
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

    /** Whether something it needs has symptoms that are as heavy and no later. */
    private boolean isExplained(String entity, Map<String, Double> weights) {
        OptionalInt number = graph.number(entity);
        if (number.isEmpty()) {
            return false;
        }
        long own = since(entity, alert.start());
        if (isStopped(entity, own, weights)) {
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
                    boolean ill =
                            weights.getOrDefault(needed, 0.0) >= LEAST
                                    && !symptoms.of(needed).isEmpty()
                                    && since(needed, alert.start()) <= own + TOLERANCE;
                    if (ill) {
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
}
