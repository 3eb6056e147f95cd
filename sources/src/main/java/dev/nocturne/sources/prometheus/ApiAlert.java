package dev.nocturne.sources.prometheus;

import java.util.Map;

/**
 * An alert that is pending or fires now.
 *
 * @param labels with {@code alertname}
 * @param state {@code pending} or {@code firing}
 * @param activeAt epoch milliseconds: when its condition began to hold
 */
record ApiAlert(
        Map<String, String> labels, Map<String, String> annotations, String state, long activeAt) {}
