package dev.nocturne.environment;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What of a source is asked for.
 *
 * @param entities ids of the entities; empty for all
 * @param names names of metrics, or of groups of events; empty for all
 * @param window both ends included
 * @param limit the most values, alarms or events to return, the newest first; the answer says when
 *     there are more
 */
public record Selection(Set<String> entities, Set<String> names, Window window, int limit) {
    public Selection {
        entities = Collections.unmodifiableSet(new LinkedHashSet<>(entities));
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        if (limit < 1) {
            throw new IllegalArgumentException("limit: found " + limit + ", expected 1 or more");
        }
    }

    /** All names. */
    public static Selection of(Set<String> entities, Window window, int limit) {
        return new Selection(entities, Set.of(), window, limit);
    }

    /** Whether it asks for what this entity has. */
    public boolean covers(String entity) {
        return entities.isEmpty() || entities.contains(entity);
    }
}
