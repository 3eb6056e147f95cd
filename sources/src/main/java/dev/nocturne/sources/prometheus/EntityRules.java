package dev.nocturne.sources.prometheus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operator says about entities, where what the labels show is not enough.
 *
 * @param labels labels that name an entity, the best first; tried before the usual ones
 * @param same id of an entity to other names of it, as labels write them
 * @param relations who needs whom, where no metric shows it
 */
public record EntityRules(
        List<String> labels, Map<String, List<String>> same, List<Needs> relations) {
    /** No rules. */
    public static final EntityRules NONE = new EntityRules(List.of(), Map.of(), List.of());

    public EntityRules {
        labels = List.copyOf(labels);
        same = Collections.unmodifiableMap(new LinkedHashMap<>(same));
        relations = List.copyOf(relations);
    }

    /**
     * One needs another.
     *
     * @param who id or another name of an entity
     * @param needs id or another name of an entity
     */
    public record Needs(String who, String needs) {}
}
