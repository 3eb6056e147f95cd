package dev.nocturne.environment.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing of the environment: a router, a service, a person on the roster.
 *
 * @param id unique in the pack, over all labels
 * @param label the kind of thing
 * @param properties in the order of the schema; values are {@link String}, {@link Long} or {@link
 *     Double}; an empty cell is no property
 */
public record Entity(String id, String label, Map<String, Object> properties) {

    public Entity {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** The property as text, whatever its type. */
    public Optional<String> text(String property) {
        return Optional.ofNullable(properties.get(property)).map(Object::toString);
    }

    /** The property as a number, if it is one. */
    public OptionalDouble number(String property) {
        return properties.get(property) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}
