package dev.nocturne.environment.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What kinds of entities and relations a topology can have, in the order the pack declares them.
 */
public record GraphSchema(List<EntityType> entityTypes, List<RelationType> relationTypes) {

    public GraphSchema {
        entityTypes = List.copyOf(entityTypes);
        relationTypes = List.copyOf(relationTypes);
    }

    /** What the values of a property are. */
    public enum PropertyType {
        TEXT,
        WHOLE,
        REAL
    }

    /**
     * A kind of entity.
     *
     * @param idColumn the property that holds the id
     * @param properties name to type, in order, the id among them
     */
    public record EntityType(String label, String idColumn, Map<String, PropertyType> properties) {
        public EntityType {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }

    /** A kind of relation. The same label may join other kinds of entities in another entry. */
    public record RelationType(
            String label,
            String sourceLabel,
            String targetLabel,
            Map<String, PropertyType> properties) {
        public RelationType {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }
}
