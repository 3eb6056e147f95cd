package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Subgraph;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The entities and relations of a catalogue as a topology. */
final class TopologyAnswers {
    /** One asks another and waits for the answer. */
    private static final String CALLS = "calls";

    /** An instance of a service. */
    private static final String INSTANCE_OF = "instance_of";

    private TopologyAnswers() {}

    static Topology of(Catalogue catalogue) {
        List<Entity> entities = new ArrayList<>();
        Map<String, Relation> relations = new LinkedHashMap<>();
        for (Known known : catalogue.identities().all()) {
            entities.add(entity(known));
            known.whole().ifPresent(whole -> add(relations, INSTANCE_OF, known.id(), whole, ""));
        }
        for (Edge edge : catalogue.edges()) {
            add(relations, CALLS, edge.caller(), edge.callee(), edge.metric());
        }
        return Topology.of(
                new GraphSchema(List.of(), List.of()), entities, List.copyOf(relations.values()));
    }

    /**
     * A part of the topology.
     *
     * @param truncated whether there is more around
     */
    record Part(Topology topology, boolean truncated) {}

    static Part around(Topology all, Set<String> ids, int limit) {
        if (all.entities().size() <= limit) {
            return new Part(all, false);
        }
        Set<String> known = new LinkedHashSet<>(ids);
        known.removeIf(id -> !all.contains(id));
        Topology.Walk walk = all.walk(known, Direction.BOTH, r -> true, Integer.MAX_VALUE, limit);
        Subgraph part = all.subgraph(walk.hops().keySet());
        return new Part(Topology.of(all.schema(), part.entities(), part.relations()), true);
    }

    private static Entity entity(Known known) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Optional<Known.Own> own = known.own();
        own.ifPresent(o -> {
            properties.put(o.label(), o.value());
            if (o.isOfInstance()) {
                properties.put(o.instanceLabel(), o.instance());
            }
        });
        int number = 0;
        for (String name : new TreeSet<>(known.names())) {
            if (!name.equals(known.id()) && !properties.containsValue(name)) {
                properties.put(number == 0 ? "alias" : "alias " + (number + 1), name);
                number++;
            }
        }
        return new Entity(known.id(), known.kind(), properties);
    }

    private static void add(
            Map<String, Relation> to, String label, String source, String target, String metric) {
        String id = label + ":" + source + "->" + target;
        to.putIfAbsent(
                id,
                new Relation(
                        id,
                        label,
                        source,
                        target,
                        metric.isEmpty() ? Map.of() : Map.of("shown by", metric)));
    }
}
