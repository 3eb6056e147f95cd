package dev.nocturne.investigator.dependency;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who needs whom. Built once from a topology; immutable and safe for any number of threads.
 * Entities are numbered in the topology's order, so results are the same each time.
 *
 * <p>A spare way ({@code Role=BACKUP} on the relation or on the thing it leads to) makes the needy
 * entity degrade instead of fail when only its main way fails, and be at risk when only the spare
 * one does. Where several relations of one kind lead to main and spare ways, they are one group.
 */
public final class DependencyGraph {
    /** One entity needing another. */
    public record Need(
            int needy, int needed, String relation, boolean backup, double silent, int group) {}

    private final List<Entity> entities;
    private final Map<String, Integer> numbers;
    private final List<List<Need>> needs;
    private final List<List<Need>> neededBy;
    private final Set<Integer> joints;
    private final BitSet spared;
    private final Set<Ways> withSpare;

    /** The relations of one kind through which an entity needs others. */
    private record Ways(int needy, int group) {}

    private DependencyGraph(
            List<Entity> entities,
            Map<String, Integer> numbers,
            List<List<Need>> needs,
            List<List<Need>> neededBy) {
        this.entities = entities;
        this.numbers = numbers;
        this.needs = needs;
        this.neededBy = neededBy;
        this.joints = joints(needs);
        this.spared = new BitSet(entities.size());
        this.withSpare = new HashSet<>();
        for (List<Need> own : needs) {
            for (Need need : own) {
                if (need.backup) {
                    spared.set(need.needy);
                    withSpare.add(new Ways(need.needy, need.group));
                }
            }
        }
    }

    /** Groups in which everything needs exactly two: lines and their ends. */
    private static Set<Integer> joints(List<List<Need>> needs) {
        Set<Integer> two = new HashSet<>();
        Set<Integer> other = new HashSet<>();
        for (List<Need> own : needs) {
            Map<Integer, Integer> counts = new HashMap<>();
            own.forEach(n -> counts.merge(n.group, 1, Integer::sum));
            counts.forEach((group, count) -> (count == 2 ? two : other).add(group));
        }
        two.removeAll(other);
        return two;
    }

    /** Whether it is an end of lines, such as a router or a site. */
    public boolean isJoint(int number) {
        return neededBy.get(number).stream().anyMatch(n -> joints.contains(n.group));
    }

    /** Whether it joins two of a kind, such as a link. */
    public boolean isLine(int number) {
        return needs.get(number).stream().anyMatch(n -> joints.contains(n.group));
    }

    /** Reads the directions of all relations and numbers the entities. Linear in both. */
    public static DependencyGraph of(Topology topology) {
        List<Entity> entities = List.copyOf(topology.entities());
        Map<String, Integer> numbers = HashMap.newHashMap(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            numbers.put(entities.get(i).id(), i);
        }
        List<List<Need>> needs = lists(entities.size());
        List<List<Need>> neededBy = lists(entities.size());
        RelationReader reader = new RelationReader(topology);
        SpareWays spares = new SpareWays(topology, reader);
        Map<RelationReader.Sort, Integer> groups = new HashMap<>();
        for (Relation relation : topology.relations()) {
            RelationSense sense = reader.sense(relation);
            if (sense.sense() == Sense.NONE || relation.source().equals(relation.target())) {
                continue;
            }
            boolean forward = sense.sense() == Sense.SOURCE_NEEDS_TARGET;
            int source = number(numbers, relation.source());
            int target = number(numbers, relation.target());
            RelationReader.Sort sort = reader.sort(relation);
            Need need =
                    new Need(
                            forward ? source : target,
                            forward ? target : source,
                            relation.label(),
                            sense.backup() || spares.isSpare(relation, forward),
                            sense.silent(),
                            groups.computeIfAbsent(sort, s -> groups.size()));
            needs.get(need.needy).add(need);
            neededBy.get(need.needed).add(need);
        }
        return new DependencyGraph(entities, numbers, needs, neededBy);
    }

    private static int number(Map<String, Integer> numbers, String id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new IllegalStateException("no entity " + id);
        }
        return number;
    }

    private static List<List<Need>> lists(int size) {
        List<List<Need>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>(2));
        }
        return lists;
    }

    public int size() {
        return entities.size();
    }

    public Entity entity(int number) {
        return entities.get(number);
    }

    public String id(int number) {
        return entities.get(number).id();
    }

    public String label(int number) {
        return entities.get(number).label();
    }

    public OptionalInt number(String id) {
        Integer number = numbers.get(id);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** What the entity needs. */
    public List<Need> needs(int number) {
        return Collections.unmodifiableList(needs.get(number));
    }

    /** What needs the entity. */
    public List<Need> neededBy(int number) {
        return Collections.unmodifiableList(neededBy.get(number));
    }

    /** Whether it has a spare way for anything it needs. */
    public boolean hasSpare(int number) {
        return spared.get(number);
    }

    /** Whether one of the ways of this group is a spare one. */
    boolean hasSpare(int needy, int group) {
        return spared.get(needy) && withSpare.contains(new Ways(needy, group));
    }

    /** Whether it can be the cause of anything: paper, people and watchers cannot. */
    public boolean canFail(int number) {
        String label = label(number);
        return !KindWords.inert(label) && !KindWords.buyer(label);
    }

    /** The entities and all they need, however far, nearest first; at most {@code limit}. */
    public Set<Integer> supportersOf(Collection<Integer> starts, int limit) {
        Set<Integer> found = new LinkedHashSet<>(starts);
        ArrayDeque<Integer> queue = new ArrayDeque<>(found);
        while (!queue.isEmpty() && found.size() < limit) {
            for (Need need : needs.get(queue.remove())) {
                if (found.size() < limit && found.add(need.needed)) {
                    queue.add(need.needed);
                }
            }
        }
        return found;
    }

    /** What would happen if the entity failed; at most {@code limit} entities are looked at. */
    public Reach reach(int cause, int limit) {
        FailureWalk walk = walk();
        walk.follow(cause, limit);
        return walk.copy();
    }

    /** A walk over this graph, for following many candidates one after the other. */
    public FailureWalk walk() {
        return new FailureWalk(this);
    }
}
