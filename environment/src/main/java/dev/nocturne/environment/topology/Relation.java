package dev.nocturne.environment.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A directed relation between two entities.
 *
 * @param id unique in the pack: {@code label:source->target}, and {@code #2}, {@code #3} for the
 *     same said again
 * @param label its name in the schema
 * @param source entity id
 * @param target entity id
 * @param properties as for {@link Entity#properties()}
 */
public record Relation(
        String id, String label, String source, String target, Map<String, Object> properties) {

    public Relation {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** The end that is not {@code entity}; the entity itself for a loop. */
    public String otherEnd(String entity) {
        return source.equals(entity) ? target : source;
    }
}
