package dev.nocturne.environment.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The entities of a pack and their relations. Immutable and safe for any number of threads.
 * Everything keeps the order of the pack's files, so the same pack gives the same answers. An
 * unknown id or label has no neighbours and no entities.
 */
public final class Topology {

    private final GraphSchema schema;
    private final Map<String, Entity> entities;
    private final Map<String, List<Entity>> entitiesByLabel;
    private final List<Relation> relations;
    private final Map<String, List<Relation>> relationsByLabel;
    private final Map<String, List<Relation>> out;
    private final Map<String, List<Relation>> in;

    private Topology(GraphSchema schema, Collection<Entity> entities, List<Relation> relations) {
        this.schema = schema;
        Map<String, Entity> byId = LinkedHashMap.newLinkedHashMap(entities.size());
        for (Entity entity : entities) {
            if (byId.put(entity.id(), entity) != null) {
                throw new IllegalStateException("entity id twice: " + entity.id());
            }
        }
        this.entities = Collections.unmodifiableMap(byId);
        this.entitiesByLabel = group(entities, Entity::label);
        this.relations = List.copyOf(relations);
        this.relationsByLabel = group(relations, Relation::label);
        this.out = group(relations, Relation::source);
        this.in = group(relations, Relation::target);
        for (Relation relation : relations) {
            if (!byId.containsKey(relation.source()) || !byId.containsKey(relation.target())) {
                throw new IllegalStateException("relation without an end: " + relation.id());
            }
        }
    }

    /**
     * A topology of these.
     *
     * @throws IllegalStateException when an id occurs twice or a relation's end is not among the
     *     entities
     */
    public static Topology of(
            GraphSchema schema, Collection<Entity> entities, List<Relation> relations) {
        return new Topology(schema, entities, relations);
    }

    private static <T> Map<String, List<T>> group(Collection<T> items, Function<T, String> key) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        for (T item : items) {
            groups.computeIfAbsent(key.apply(item), k -> new ArrayList<>(4)).add(item);
        }
        groups.replaceAll((k, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(groups);
    }

    public GraphSchema schema() {
        return schema;
    }

    public Optional<Entity> entity(String id) {
        return Optional.ofNullable(entities.get(id));
    }

    public boolean contains(String id) {
        return entities.containsKey(id);
    }

    public Collection<Entity> entities() {
        return entities.values();
    }

    public List<Entity> entities(String label) {
        return entitiesByLabel.getOrDefault(label, List.of());
    }

    /** Labels that have at least one entity. */
    public Set<String> entityLabels() {
        return entitiesByLabel.keySet();
    }

    public List<Relation> relations() {
        return relations;
    }

    public List<Relation> relations(String label) {
        return relationsByLabel.getOrDefault(label, List.of());
    }

    /** Names that have at least one relation. */
    public Set<String> relationLabels() {
        return relationsByLabel.keySet();
    }

    /** Relations whose source is the entity. */
    public List<Relation> out(String id) {
        return out.getOrDefault(id, List.of());
    }

    /** Relations whose target is the entity. */
    public List<Relation> in(String id) {
        return in.getOrDefault(id, List.of());
    }

    /** Relations of the entity; a loop is listed once. */
    public List<Relation> relations(String id, Direction direction) {
        return switch (direction) {
            case OUT -> out(id);
            case IN -> in(id);
            case BOTH -> {
                List<Relation> both = new ArrayList<>(out(id));
                in(id).stream().filter(r -> !r.source().equals(r.target())).forEach(both::add);
                yield List.copyOf(both);
            }
        };
    }

    /**
     * Every entity within so many relations of the start, nearest first, and all relations among
     * those found.
     *
     * @param hops how many relations away, from 0
     * @param maxEntities at most so many entities; the rest is cut off and said to be
     */
    public Subgraph neighbourhood(String start, int hops, int maxEntities) {
        Walk walk = walk(List.of(start), Direction.BOTH, relation -> true, hops, maxEntities);
        return subgraph(walk.hops().keySet(), walk.truncated());
    }

    /** These entities (unknown ids are left out) and all relations among them. */
    public Subgraph subgraph(Collection<String> ids) {
        return subgraph(ids, false);
    }

    private Subgraph subgraph(Collection<String> ids, boolean truncated) {
        Set<String> chosen = new LinkedHashSet<>(ids);
        chosen.retainAll(entities.keySet());
        List<Relation> among = new ArrayList<>();
        for (String id : chosen) {
            out(id).stream().filter(r -> chosen.contains(r.target())).forEach(among::add);
        }
        return new Subgraph(chosen.stream().map(entities::get).toList(), among, truncated);
    }

    /**
     * What a walk reached.
     *
     * @param hops entity id to its distance from the nearest start, in order of distance; the
     *     starts are 0
     * @param truncated whether the limit of entities ended the walk
     */
    public record Walk(Map<String, Integer> hops, boolean truncated) {
        public Walk {
            hops = Collections.unmodifiableMap(new LinkedHashMap<>(hops));
        }
    }

    /** Breadth first over the relations that {@code follow} accepts. */
    public Walk walk(
            Collection<String> starts,
            Direction direction,
            Predicate<Relation> follow,
            int maxHops,
            int maxEntities) {
        Map<String, Integer> hops = new LinkedHashMap<>();
        Queue<String> queue = new ArrayDeque<>();
        for (String start : starts) {
            if (contains(start) && !hops.containsKey(start)) {
                if (hops.size() >= maxEntities) {
                    return new Walk(hops, true);
                }
                hops.put(start, 0);
                queue.add(start);
            }
        }
        for (String at = queue.poll(); at != null; at = queue.poll()) {
            int next = hops.getOrDefault(at, 0) + 1;
            if (next > maxHops) {
                break;
            }
            for (Relation relation : relations(at, direction)) {
                String end = relation.otherEnd(at);
                if (hops.containsKey(end) || !follow.test(relation)) {
                    continue;
                }
                if (hops.size() >= maxEntities) {
                    return new Walk(hops, true);
                }
                hops.put(end, next);
                queue.add(end);
            }
        }
        return new Walk(hops, false);
    }

    /**
     * All that is reached from the start by following relations, however far; the start itself is
     * not part of it unless a circle leads back.
     */
    public Set<String> closure(String start, Direction direction, Predicate<Relation> follow) {
        Set<String> reached = new LinkedHashSet<>();
        Queue<String> queue = new ArrayDeque<>(List.of(start));
        for (String at = queue.poll(); at != null; at = queue.poll()) {
            for (Relation relation : relations(at, direction)) {
                if (follow.test(relation) && reached.add(relation.otherEnd(at))) {
                    queue.add(relation.otherEnd(at));
                }
            }
        }
        return Collections.unmodifiableSet(reached);
    }

    /**
     * The relations of a shortest path; empty list when both ends are the same, nothing when there
     * is none.
     */
    public Optional<List<Relation>> shortestPath(
            String from, String to, Direction direction, Predicate<Relation> follow, int maxHops) {
        if (!contains(from) || !contains(to)) {
            return Optional.empty();
        }
        Map<String, Relation> reachedBy = new HashMap<>();
        Map<String, Integer> hops = new HashMap<>(Map.of(from, 0));
        Queue<String> queue = new ArrayDeque<>(List.of(from));
        for (String at = queue.poll(); at != null && !hops.containsKey(to); at = queue.poll()) {
            int next = hops.getOrDefault(at, 0) + 1;
            if (next > maxHops) {
                return Optional.empty();
            }
            for (Relation relation : relations(at, direction)) {
                String end = relation.otherEnd(at);
                if (follow.test(relation) && hops.putIfAbsent(end, next) == null) {
                    reachedBy.put(end, relation);
                    queue.add(end);
                }
            }
        }
        return hops.containsKey(to) ? Optional.of(path(to, reachedBy)) : Optional.empty();
    }

    private static List<Relation> path(String to, Map<String, Relation> reachedBy) {
        List<Relation> path = new ArrayList<>();
        String at = to;
        for (Relation step = reachedBy.get(at); step != null; step = reachedBy.get(at)) {
            path.add(step);
            at = step.otherEnd(at);
        }
        Collections.reverse(path);
        return List.copyOf(path);
    }

    /** Entities per label, labels in alphabetical order. */
    public Map<String, Integer> countByLabel() {
        Map<String, Integer> counts = new TreeMap<>();
        entitiesByLabel.forEach((label, list) -> counts.put(label, list.size()));
        return Collections.unmodifiableMap(counts);
    }
}
