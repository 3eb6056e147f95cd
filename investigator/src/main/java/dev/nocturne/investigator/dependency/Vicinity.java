package dev.nocturne.investigator.dependency;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * How near entities are to some others in terms of trouble. What an entity needs, and its parts,
 * are near; what only uses the same things is farther; people and papers are no way at all.
 */
public final class Vicinity {
    /**
     * To what the entity needs, between a whole and its parts, and between a sensor and what it
     * watches, and along what flows.
     */
    private static final double NEAR = 1;

    /** To what needs the entity: a neighbour that asks too much. */
    private static final double USER = 1.5;

    /** Along a relation of which it is not known whether trouble follows it. */
    private static final double UNCLEAR = 2;

    private final Topology topology;
    private final DependencyGraph graph;

    public Vicinity(Topology topology, DependencyGraph graph) {
        this.topology = topology;
        this.graph = graph;
    }

    /** Entities no farther than {@code most}, with their distances, nearest first. */
    public Map<String, Double> around(List<String> starts, double most, int limit) {
        record Step(String entity, double distance) {}
        PriorityQueue<Step> queue =
                new PriorityQueue<>(
                        Comparator.comparingDouble(Step::distance).thenComparing(Step::entity));
        Map<String, Double> found = new LinkedHashMap<>();
        starts.forEach(start -> queue.add(new Step(start, 0)));
        while (!queue.isEmpty() && found.size() < limit) {
            Step step = queue.remove();
            if (found.containsKey(step.entity()) || !topology.contains(step.entity())) {
                continue;
            }
            found.put(step.entity(), step.distance());
            for (Relation relation : topology.relations(step.entity(), Direction.BOTH)) {
                String next = relation.otherEnd(step.entity());
                double distance = step.distance() + cost(step.entity(), next, relation);
                if (distance <= most && !found.containsKey(next)) {
                    queue.add(new Step(next, distance));
                }
            }
        }
        return found;
    }

    /** Whether the source is one of those that the target is made of, such as an instance. */
    public static boolean isMadeOf(String relation) {
        return RelationWords.isMadeOf(relation);
    }

    /** Whether the relation of that name is a flow. */
    public static boolean isFlow(String relation) {
        return RelationWords.isFlow(relation);
    }

    /** What gives the entity something, or takes something from it. */
    public List<String> flows(String entity) {
        return topology.relations(entity, Direction.BOTH).stream()
                .filter(relation -> RelationWords.isFlow(relation.label()))
                .map(relation -> relation.otherEnd(entity))
                .toList();
    }

    /**
     * What the entity consists of: its parts, and what is in it if it is a place. What is wrong
     * with these shows in the whole, though it does not need them all.
     */
    public List<String> parts(String whole) {
        List<String> parts = new ArrayList<>();
        for (Relation relation : topology.relations(whole, Direction.BOTH)) {
            String other = relation.otherEnd(whole);
            String label = topology.entity(other).map(Entity::label).orElse("");
            if (!KindWords.inert(label) && isPart(other, whole, relation)) {
                parts.add(other);
            }
        }
        return parts;
    }

    private boolean isPart(String part, String whole, Relation relation) {
        boolean isPlace =
                topology.entity(whole).filter(e -> KindWords.place(e.label())).isPresent();
        return (RelationWords.isPart(relation.label())
                        || (isPlace && RelationWords.isWithin(relation.label())))
                && needs(part, whole);
    }

    /** The starts, all they need, consist of or are watched by, however far. */
    public Set<String> behind(Collection<String> starts, int limit) {
        Set<String> found = new LinkedHashSet<>();
        ArrayDeque<String> queue = new ArrayDeque<>(starts);
        while (!queue.isEmpty() && found.size() < limit) {
            String entity = queue.remove();
            if (topology.contains(entity) && found.add(entity)) {
                for (Relation relation : topology.relations(entity, Direction.BOTH)) {
                    String next = relation.otherEnd(entity);
                    if (cost(entity, next, relation) <= NEAR) {
                        queue.add(next);
                    }
                }
            }
        }
        return found;
    }

    private double cost(String from, String to, Relation relation) {
        String label = topology.entity(to).map(Entity::label).orElse("");
        if (KindWords.paper(label) || KindWords.people(label) || KindWords.base(label)) {
            return Double.POSITIVE_INFINITY;
        }
        if (KindWords.watcher(label) || isWatcher(from)) {
            return NEAR;
        }
        if (RelationWords.isClose(relation.label())
                || isPart(to, from, relation)
                || needs(from, to)) {
            return NEAR;
        }
        return needs(to, from) ? USER : UNCLEAR;
    }

    private boolean isWatcher(String entity) {
        return topology.entity(entity).filter(e -> KindWords.watcher(e.label())).isPresent();
    }

    private boolean needs(String needy, String needed) {
        OptionalInt one = graph.number(needy);
        OptionalInt other = graph.number(needed);
        return one.isPresent()
                && other.isPresent()
                && graph.needs(one.getAsInt()).stream()
                        .anyMatch(n -> n.needed() == other.getAsInt());
    }
}
