package dev.nocturne.bench.client;

/**
 * The result of one measurement.
 *
 * @param perSecond events or deliveries per second
 * @param p50 median latency in ms; NaN if not measured
 * @param p99 median latency in ms; NaN if not measured
 * @param serverCpu CPU seconds of the server per million events
 * @param serverSleeps how often a thread of the server went to sleep per event
 * @param clientCpu the share of one core that the client used; near 1 the client was the limit
 */
public record LoadSample(
        double perSecond,
        double p50,
        double p99,
        double serverCpu,
        double serverSleeps,
        double clientCpu) {

    /** The sample of a reference in this process, of which only rate and latencies are measured. */
    public static LoadSample pace(double perSecond, double p50, double p99) {
        return new LoadSample(perSecond, p50, p99, Double.NaN, Double.NaN, Double.NaN);
    }

    /** This sample with other latencies. */
    LoadSample with(Latencies latencies) {
        return new LoadSample(
                perSecond,
                latencies.millis(0.50),
                latencies.millis(0.99),
                serverCpu,
                serverSleeps,
                clientCpu);
    }
}
