package dev.nocturne.sources.prometheus;

/**
 * What a target says of a metric.
 *
 * @param type such as {@code counter} or {@code gauge}; {@code unknown} where it does not say
 * @param unit empty where it does not say
 * @param help a sentence; empty where it does not say
 */
record ApiMetadata(String type, String unit, String help) {}
