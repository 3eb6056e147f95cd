package dev.nocturne.environment.topology;

import java.util.List;

/**
 * A part of a topology. Both ends of every relation are among the entities.
 *
 * @param truncated whether a limit cut something off
 */
public record Subgraph(List<Entity> entities, List<Relation> relations, boolean truncated) {

    public Subgraph {
        entities = List.copyOf(entities);
        relations = List.copyOf(relations);
    }
}
