package dev.nocturne.bench.client;

/**
 * What one measurement found.
 *
 * @param perSecond events (or deliveries) a second
 * @param p50 latency in ms; NaN where none was taken
 * @param p99 latency in ms; NaN where none was taken
 * @param serverCpu CPU seconds of the server for a million of them
 * @param clientCpu share of one core that the client used: near 1 it was the limit
 */
public record Sample(
        double perSecond, double p50, double p99, double serverCpu, double clientCpu) {}
