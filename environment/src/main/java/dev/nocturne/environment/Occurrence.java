package dev.nocturne.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened at a time: a line of a log, an event of a cluster, a change, planned
 * work.
 *
 * @param time when, or from when, epoch milliseconds
 * @param until to when, where it says so; else {@code time}
 * @param entity id of the entity it is about; empty when it names none that is known
 * @param group where it is recorded: a table, a stream
 * @param fields everything recorded about it, in order
 * @param text what happened, in the words of the record
 */
public record Occurrence(
        long time,
        long until,
        String entity,
        String group,
        Map<String, String> fields,
        String text) {
    public Occurrence {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
