package dev.nocturne.sources.prometheus;

/**
 * One entity asks another.
 *
 * @param caller id of an entity
 * @param callee id of an entity
 * @param metric that shows it, or how else it is known
 */
record Edge(String caller, String callee, String metric) {}
