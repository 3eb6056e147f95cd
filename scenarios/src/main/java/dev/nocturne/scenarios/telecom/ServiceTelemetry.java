package dev.nocturne.scenarios.telecom;

import static dev.nocturne.scenarios.Figures.MISSING;
import static dev.nocturne.scenarios.Figures.atLeast;
import static dev.nocturne.scenarios.Figures.clamp;
import static dev.nocturne.scenarios.Figures.fixed;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.Noise;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Metrics of paths and services. */
final class ServiceTelemetry {
    private final NetworkState state;
    private final long seed;
    private final Map<String, Noise> noises = new HashMap<>();

    ServiceTelemetry(NetworkState state, long seed) {
        this.state = state;
        this.seed = seed;
    }

    CsvTable paths() {
        CsvTable table =
                new CsvTable(
                        "PathMetrics", "PathId", "Timestamp", "LatencyMs", "JitterMs", "LossPct");
        for (Instant time : TelecomTimes.TIMELINE.samples()) {
            for (ServicePath path : state.topology().paths()) {
                pathRow(table, path, time);
            }
        }
        return table;
    }

    private void pathRow(CsvTable table, ServicePath path, Instant time) {
        Noise noise = noise("path/" + path.id());
        double latency = state.topology().latencyMs(path) + noise.normal(0.02);
        double jitter = atLeast(0.01, 0.08 + noise.normal(0.012));
        double loss = atLeast(0, 0.003 + noise.normal(0.001) + agedLossPct(path, time));
        if (state.down(path, time)) {
            table.row(path.id(), time, MISSING, MISSING, "100.0000");
        } else {
            table.row(path.id(), time, fixed(latency, 3), fixed(jitter, 3), fixed(loss, 4));
        }
    }

    CsvTable services() {
        CsvTable table =
                new CsvTable(
                        "ServiceMetrics",
                        "ServiceId",
                        "Timestamp",
                        "AvailabilityPct",
                        "LatencyMs",
                        "PacketLossPct",
                        "ThroughputGbps");
        for (Instant time : TelecomTimes.TIMELINE.samples()) {
            for (Service service : state.topology().services()) {
                serviceRow(table, service, time);
            }
        }
        return table;
    }

    private void serviceRow(CsvTable table, Service service, Instant time) {
        Noise noise = noise("service/" + service.id());
        double availability = clamp(0, 100, 99.995 + noise.normal(0.003));
        double latencyNoise = noise.normal(0.03);
        double lossNoise = noise.normal(0.001);
        double throughput = atLeast(0, state.trafficGbps(service, time) * (1 + noise.normal(0.03)));
        Optional<ServicePath> path = state.activePath(service, time);
        if (path.isEmpty()) {
            table.row(service.id(), time, "0.000", MISSING, "100.0000", "0.000");
            return;
        }
        double latency = 0.4 + state.topology().latencyMs(path.get()) + latencyNoise;
        double loss = atLeast(0, 0.004 + lossNoise + agedLossPct(path.get(), time));
        table.row(
                service.id(),
                time,
                fixed(availability, 3),
                fixed(latency, 3),
                fixed(loss, 4),
                fixed(throughput, 3));
    }

    private static double agedLossPct(ServicePath path, Instant time) {
        boolean concerned = path.ipLinks().contains(TelecomTimes.WEAK_IP_LINK);
        return concerned ? 0.02 * TelecomTimes.PUMP_AGEING.strength(time) : 0;
    }

    private Noise noise(String series) {
        return noises.computeIfAbsent(series, name -> Noise.of(seed, name));
    }
}
