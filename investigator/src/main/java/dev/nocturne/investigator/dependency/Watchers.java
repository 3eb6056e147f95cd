package dev.nocturne.investigator.dependency;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which things sensors, loggers and probes watch. */
public final class Watchers {
    private Watchers() {}

    /** The things that each watcher watches or is fixed to; watchers without any are left out. */
    public static Map<String, List<String>> watched(Topology topology) {
        Map<String, List<String>> watched = new HashMap<>();
        for (Entity entity : topology.entities()) {
            if (!KindWords.watcher(entity.label())) {
                continue;
            }
            for (Relation relation : topology.relations(entity.id(), Direction.BOTH)) {
                String other = relation.otherEnd(entity.id());
                boolean isThing =
                        topology.entity(other)
                                .filter(e -> !KindWords.watcher(e.label()))
                                .filter(e -> !KindWords.inert(e.label()))
                                .isPresent();
                if (isThing && RelationWords.isWatching(relation.label())) {
                    watched.computeIfAbsent(entity.id(), w -> new ArrayList<>()).add(other);
                }
            }
        }
        return watched;
    }
}
