package dev.nocturne.sources.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the pack's author calls normal and abnormal for a metric, in words. The data may contradict
 * it: believe the data.
 *
 * @param table telemetry table
 * @param metric the metric's name
 * @param levels {@code normal}, {@code degraded}, {@code down}, {@code critical}... to a
 *     description
 */
public record Baseline(String table, String metric, Map<String, String> levels) {

    public Baseline {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }
}
