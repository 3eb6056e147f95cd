package dev.nocturne.investigator.dependency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What would happen if one entity failed.
 *
 * @param touched per entity, the failed one first, then in order of distance
 * @param truncated whether the limit cut the walk short
 */
public record Reach(int cause, Map<Integer, Touched> touched, boolean truncated) {
    public Reach {
        touched = Collections.unmodifiableMap(new LinkedHashMap<>(touched));
    }

    /**
     * What happens to one entity.
     *
     * @param effect what happens to it
     * @param hops distance from the failed entity
     * @param via the entity that passed it on; the entity itself for the start
     * @param silent probability that it cannot report what happened
     */
    public record Touched(Effect effect, int hops, int via, double silent) {}
}
