package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.signal.Deviation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the metric method found.
 *
 * @param scope entities looked at: what the alert names and all it needs
 * @param covered how many of them have metrics in the window
 * @param own the deviation of the alert's own metric
 * @param anomalous the telling deviation of each entity that is off, by entity
 * @param ranked entities that are off while nothing they need is, the weightiest first
 * @param reaches whether the first of them is enough to be felt where the alert was raised
 */
public record MetricView(
        List<Integer> scope,
        int covered,
        Optional<Deviation> own,
        Map<Integer, Deviation> anomalous,
        List<Leaf> ranked,
        boolean reaches) {
    /**
     * An entity that is off while nothing it needs is.
     *
     * @param weight rank value: excess times traffic where traffic is known, else the score, less
     *     where it does not move with the alert's metric
     * @param volume excess times traffic in the alert's metric, 0 where it cannot be told
     * @param moves correlation with the alert's metric, NaN where it cannot be told
     */
    public record Leaf(
            int entity, Deviation deviation, double weight, double volume, double moves) {}
}
