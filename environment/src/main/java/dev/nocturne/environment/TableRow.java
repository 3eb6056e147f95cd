package dev.nocturne.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written down and is neither measured nor happened: a clause of an agreement, a duty.
 *
 * @param table where it is kept
 * @param entity id of the entity it is about; empty when it names none that is known
 * @param fields everything in it, in order; times as ISO-8601
 */
public record TableRow(String table, String entity, Map<String, String> fields) {
    public TableRow {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
