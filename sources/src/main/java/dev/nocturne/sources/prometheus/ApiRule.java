package dev.nocturne.sources.prometheus;

import java.util.Map;

/**
 * An alerting rule.
 *
 * @param expression its condition
 * @param forSeconds how long the condition has to hold
 * @param annotations its templates, not what they come to
 * @param lastError why it could not be evaluated; empty if it could
 */
record ApiRule(
        String name,
        String expression,
        double forSeconds,
        Map<String, String> labels,
        Map<String, String> annotations,
        String lastError) {}
