package dev.nocturne.environment.names;

import dev.nocturne.environment.topology.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a text names, and what it may mean: also words that are nearly ids, or look like ids
 * and are none.
 */
public final class NameSearch {
    private final Map<String, Entity> entities = new HashMap<>();
    private final EntityNames names;
    private final UnknownWords unknownWords;
    private final NearNames near;

    public NameSearch(Collection<Entity> known) {
        known.forEach(entity -> entities.put(entity.id(), entity));
        this.names = new EntityNames(known);
        this.unknownWords = new UnknownWords(known);
        this.near = new NearNames(entities.keySet());
    }

    /**
     * The entities that the text names or may mean, and its words that look like ids and are none.
     */
    public NamedEntities find(String text) {
        Set<String> ids = new LinkedHashSet<>(names.in(text));
        List<UnknownName> unknown = near.unknown(unknownWords.in(text, names), ids.isEmpty());
        unknown.forEach(name -> ids.addAll(name.suggestions()));
        List<Entity> named = new ArrayList<>();
        for (String id : ids) {
            Entity entity = entities.get(id);
            if (entity != null) {
                named.add(entity);
            }
        }
        return new NamedEntities(named, unknown);
    }
}
