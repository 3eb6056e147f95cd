package dev.nocturne.scenarios.shop;

import static dev.nocturne.scenarios.Figures.MISSING;
import static dev.nocturne.scenarios.Figures.atLeast;
import static dev.nocturne.scenarios.Figures.clamp;
import static dev.nocturne.scenarios.Figures.fixed;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.Noise;
import dev.nocturne.scenarios.TextTable;
import dev.nocturne.scenarios.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Generates the metrics of services, data stores, hosts and business flows. */
final class ShopTelemetry {
    /** Traffic at the quietest hour, as a share of that at the busiest. */
    private static final double NIGHT_SHARE = 0.25;

    /** Additional traffic at the peak of the campaign, as a share of the usual traffic. */
    private static final double CAMPAIGN_EXTRA = 0.9;

    private final Shop shop;
    private final long seed;
    private final List<List<String>> hosts = TextTable.rows(4, ShopText.HOSTS);
    private final Map<String, Noise> noises = new HashMap<>();

    ShopTelemetry(Shop shop, long seed) {
        this.shop = shop;
        this.seed = seed;
    }

    CsvTable services() {
        CsvTable table =
                new CsvTable(
                        "ServiceMetrics",
                        "ComponentId",
                        "Timestamp",
                        "LatencyAvg",
                        "LatencyP95",
                        "ErrorRate",
                        "Availability",
                        "Requests");
        for (Instant time : ShopTimes.TIMELINE.samples()) {
            FaultEffects effects = effectsAt(time);
            for (Component component : shop.components()) {
                if (!component.label().equals("DataStore")) {
                    addServiceRow(table, component, effects, time);
                }
            }
        }
        return table;
    }

    private void addServiceRow(
            CsvTable table, Component component, FaultEffects effects, Instant time) {
        Noise noise = noise(component.id());
        double excess = effects.excessMs(component);
        double average = latency(component, excess, time, noise);
        double p95 = average * (2.2 + noise.normal(0.06)) + 0.6 * excess;
        double errors = errorPct(effects.errorShare(component), noise);
        double availability = clamp(0, 100, 100 - errors - atLeast(0, noise.normal(0.01)));
        table.add(
                component.id(),
                time,
                fixed(average, 1),
                fixed(p95, 1),
                fixed(errors, 3),
                fixed(availability, 3),
                fixed(requests(component, time, noise), 0));
    }

    CsvTable dataStores() {
        CsvTable table =
                new CsvTable(
                        "DataStoreMetrics",
                        "StoreId",
                        "Timestamp",
                        "QueryLatencyMs",
                        "LockWaitMs",
                        "Connections",
                        "ErrorRate",
                        "QueriesPerMin");
        for (Instant time : ShopTimes.TIMELINE.samples()) {
            FaultEffects effects = effectsAt(time);
            shop.componentsOf("DataStore")
                    .forEach(store -> addStoreRow(table, store, effects, time));
        }
        return table;
    }

    private void addStoreRow(CsvTable table, Component store, FaultEffects effects, Instant time) {
        Noise noise = noise(store.id());
        double excess = effects.excessMs(store);
        double latency = latency(store, excess, time, noise);
        boolean locks = store.kind().equals("database");
        double lockWait = atLeast(0.1, 1.2 + noise.normal(0.2) + (locks ? excess : 0));
        double connections = 70 + 15 * load(time) + excess / 8 + noise.normal(3);
        double errors = errorPct(effects.errorShare(store), noise);
        table.add(
                store.id(),
                time,
                fixed(latency, 2),
                locks ? fixed(lockWait, 2) : MISSING,
                fixed(connections, 0),
                fixed(errors, 3),
                fixed(requests(store, time, noise), 0));
    }

    CsvTable hosts() {
        CsvTable table =
                new CsvTable(
                        "HostMetrics", "HostId", "Timestamp", "CpuPct", "MemoryPct", "DiskBusyPct");
        for (Instant time : ShopTimes.TIMELINE.samples()) {
            hosts.forEach(row -> addHostRow(table, row, time));
        }
        return table;
    }

    /** The number of replicas follows the traffic, so the load of a host hardly changes. */
    private void addHostRow(CsvTable table, List<String> row, Instant time) {
        String host = row.get(0);
        Noise noise = noise(host);
        boolean batch = shop.component(ShopTimes.BATCH.entity()).host().equals(host);
        double job = batch ? ShopTimes.BATCH.episode().strength(time) : 0;
        double usual = Double.parseDouble(row.get(3)) + 4 * load(time) + noise.normal(2.0);
        double cpu = usual + job * (97 - usual + noise.normal(0.8));
        table.add(
                host,
                time,
                fixed(clamp(0, 100, cpu), 1),
                fixed(58 + noise.normal(0.6), 1),
                fixed(clamp(0, 100, 17 + 3 * load(time) + noise.normal(1.5) + 30 * job), 1));
    }

    CsvTable flows() {
        CsvTable table =
                new CsvTable(
                        "FlowMetrics",
                        "FlowId",
                        "Timestamp",
                        "SuccessRate",
                        "DurationMs",
                        "StartsPerMin");
        for (Instant time : ShopTimes.TIMELINE.samples()) {
            FaultEffects effects = effectsAt(time);
            shop.flows().forEach(flow -> addFlowRow(table, flow, effects, time));
        }
        return table;
    }

    private void addFlowRow(CsvTable table, Flow flow, FaultEffects effects, Instant time) {
        Noise noise = noise(flow.id());
        double success = 100 - errorPct(effects.errorShare(flow), noise);
        double duration =
                flow.durationMs() * (1 + 0.04 * load(time) + noise.normal(0.03))
                        + effects.excessMs(flow) * (1 + noise.normal(0.05));
        double starts = flow.startsPerMin() * load(time) * (1 + noise.normal(0.05));
        table.add(flow.id(), time, fixed(success, 3), fixed(duration, 1), fixed(starts, 0));
    }

    private static double latency(Component c, double excess, Instant time, Noise noise) {
        double usual = c.latencyMs() * (1 + 0.05 * Timeline.dayCurve(time) + noise.normal(0.03));
        return usual + excess * (1 + noise.normal(0.05));
    }

    private static double errorPct(double share, Noise noise) {
        double usual = atLeast(0, 0.04 + noise.normal(0.012));
        return clamp(0, 100, usual + 100 * share * (1 + noise.normal(0.015)));
    }

    private static double requests(Component component, Instant time, Noise noise) {
        double factor = component.kind().equals("batch") ? 1 : load(time);
        return atLeast(0, component.requestsPerMin() * factor * (1 + noise.normal(0.04)));
    }

    /** Traffic as a share of that at the busiest hour of an ordinary day. */
    private static double load(Instant time) {
        double usual = NIGHT_SHARE + (1 - NIGHT_SHARE) * Timeline.dayCurve(time);
        return usual * (1 + CAMPAIGN_EXTRA * ShopTimes.CAMPAIGN.strength(time));
    }

    private FaultEffects effectsAt(Instant time) {
        return new FaultEffects(shop, ShopTimes.FAULTS, fault -> fault.episode().strength(time));
    }

    private Noise noise(String series) {
        return noises.computeIfAbsent(series, name -> Noise.of(seed, name));
    }
}
