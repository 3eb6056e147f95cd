package dev.nocturne.bench.client;

/**
 * What one measurement found.
 *
 * @param perSecond events (or deliveries) a second
 * @param p50 latency in ms; NaN where none was taken
 * @param p99 latency in ms; NaN where none was taken
 * @param serverCpu CPU seconds of the server for a million of them
 * @param serverSleeps how often a thread of the server went to sleep, for each of them
 * @param clientCpu share of one core that the client used: near 1 it was the limit
 */
public record Sample(
        double perSecond,
        double p50,
        double p99,
        double serverCpu,
        double serverSleeps,
        double clientCpu) {

    /** Of something in this process, where nothing but its pace is measured. */
    public static Sample pace(double perSecond, double p50, double p99) {
        return new Sample(perSecond, p50, p99, Double.NaN, Double.NaN, Double.NaN);
    }

    /** The same with other latencies. */
    Sample with(Latencies latencies) {
        return new Sample(
                perSecond,
                latencies.millis(0.50),
                latencies.millis(0.99),
                serverCpu,
                serverSleeps,
                clientCpu);
    }
}
