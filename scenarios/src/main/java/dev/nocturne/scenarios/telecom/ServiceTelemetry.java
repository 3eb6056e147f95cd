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

/** Generates the metrics of paths and services. */
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
            for (ServicePath path : state.network().paths()) {
                addPathRow(table, path, time);
            }
        }
        return table;
    }

    private void addPathRow(CsvTable table, ServicePath path, Instant time) {
        Noise noise = noise("path/" + path.id());
        double latency = state.network().latencyMs(path) + noise.normal(0.02);
        double jitter = atLeast(0.01, 0.08 + noise.normal(0.012));
        double loss = atLeast(0, 0.003 + noise.normal(0.001) + agedLossPct(path, time));
        if (state.isDown(path, time)) {
            table.add(path.id(), time, MISSING, MISSING, "100.0000");
        } else {
            table.add(path.id(), time, fixed(latency, 3), fixed(jitter, 3), fixed(loss, 4));
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
            for (Service service : state.network().services()) {
                addServiceRow(table, service, time);
            }
        }
        return table;
    }

    private void addServiceRow(CsvTable table, Service service, Instant time) {
        Noise noise = noise("service/" + service.id());
        double availability = clamp(0, 100, 99.995 + noise.normal(0.003));
        double latencyNoise = noise.normal(0.03);
        double lossNoise = noise.normal(0.001);
        double throughput = atLeast(0, state.trafficGbps(service, time) * (1 + noise.normal(0.03)));
        Optional<ServicePath> path = state.activePath(service, time);
        if (path.isEmpty()) {
            table.add(service.id(), time, "0.000", MISSING, "100.0000", "0.000");
            return;
        }
        double latency = 0.4 + state.network().latencyMs(path.get()) + latencyNoise;
        double loss = atLeast(0, 0.004 + lossNoise + agedLossPct(path.get(), time));
        table.add(
                service.id(),
                time,
                fixed(availability, 3),
                fixed(latency, 3),
                fixed(loss, 4),
                fixed(throughput, 3));
    }

    private static double agedLossPct(ServicePath path, Instant time) {
        boolean usesWeakLink = path.ipLinks().contains(TelecomTimes.WEAK_IP_LINK);
        return usesWeakLink ? 0.02 * TelecomTimes.PUMP_AGEING.strength(time) : 0;
    }

    private Noise noise(String series) {
        return noises.computeIfAbsent(series, name -> Noise.of(seed, name));
    }
}
