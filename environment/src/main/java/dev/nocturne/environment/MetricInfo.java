package dev.nocturne.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A metric as its source describes it.
 *
 * @param group where it is
 * @param metric its name within the group
 * @param levels what its owner calls normal, degraded, down...: name of the level to a description
 *     in words; the data may contradict it
 */
public record MetricInfo(String group, String metric, Map<String, String> levels) {
    public MetricInfo {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }
}
