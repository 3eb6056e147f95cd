package dev.nocturne.environment.names;

import dev.nocturne.environment.topology.Entity;
import java.util.List;

/**
 * What a text names.
 *
 * @param entities the entities it names, and those it may mean by words that are nearly their ids
 * @param unknown words that look like ids and are none
 */
public record NamedEntities(List<Entity> entities, List<UnknownName> unknown) {
    public NamedEntities {
        entities = List.copyOf(entities);
        unknown = List.copyOf(unknown);
    }
}
