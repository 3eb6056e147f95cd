package dev.nocturne.sources.prometheus;

import java.util.Optional;

/**
 * One expression, and what its values are.
 *
 * @param promql gives one series for each entity
 * @param group of the metric
 * @param metric its name within the group
 * @param importance the lower, the sooner it is asked
 * @param peerLabel the label that names the entity the values are about, where they are measured at
 *     others
 */
record Term(
        String promql, String group, String metric, int importance, Optional<String> peerLabel) {}
