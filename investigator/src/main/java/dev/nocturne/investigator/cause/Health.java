package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.signal.Deviation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What telemetry says about each entity it covers in the window.
 *
 * @param byEntity all judged metrics of each covered entity
 */
public record Health(Map<String, List<Deviation>> byEntity) {
    static Health of(List<Deviation> deviations) {
        Map<String, List<Deviation>> byEntity = new LinkedHashMap<>();
        for (Deviation deviation : deviations) {
            byEntity.computeIfAbsent(deviation.entity(), e -> new java.util.ArrayList<>(4))
                    .add(deviation);
        }
        return new Health(byEntity);
    }

    public boolean covers(String entity) {
        return byEntity.containsKey(entity);
    }

    /** Its metrics that fail, the worst first. */
    public List<Deviation> failing(String entity) {
        return byEntity.getOrDefault(entity, List.of()).stream()
                .filter(Deviation::failing)
                .sorted(Comparator.comparingDouble(Deviation::strength).reversed())
                .toList();
    }

    public boolean fails(String entity) {
        return byEntity.getOrDefault(entity, List.of()).stream().anyMatch(Deviation::failing);
    }

    public List<Deviation> of(String entity) {
        return byEntity.getOrDefault(entity, List.of());
    }
}
