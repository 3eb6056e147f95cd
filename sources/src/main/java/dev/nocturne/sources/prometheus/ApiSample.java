package dev.nocturne.sources.prometheus;

import java.util.Map;

/**
 * The value of one series at one moment.
 *
 * @param labels empty for a scalar
 * @param time epoch milliseconds
 * @param value may be NaN or infinite
 */
record ApiSample(Map<String, String> labels, long time, double value) {}
