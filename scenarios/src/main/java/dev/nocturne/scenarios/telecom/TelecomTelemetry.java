package dev.nocturne.scenarios.telecom;

import static dev.nocturne.scenarios.Figures.MISSING;
import static dev.nocturne.scenarios.Figures.atLeast;
import static dev.nocturne.scenarios.Figures.clamp;
import static dev.nocturne.scenarios.Figures.fixed;
import static dev.nocturne.scenarios.Figures.scientific;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.Noise;
import dev.nocturne.scenarios.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Generates the telemetry of the optical and the IP layer. */
final class TelecomTelemetry {
    /** The reading of a receiver without light. */
    private static final double DARK_DBM = -40.0;

    private final NetworkState state;
    private final long seed;
    private final List<Amplifier> amplifiers = Amplifier.all();
    private final Map<String, Noise> noises = new HashMap<>();

    TelecomTelemetry(NetworkState state, long seed) {
        this.state = state;
        this.seed = seed;
    }

    CsvTable opticalLinks() {
        CsvTable table =
                new CsvTable(
                        "OpticalTelemetry",
                        "OpticalLinkId",
                        "Timestamp",
                        "RxPowerDbm",
                        "OsnrDb",
                        "PreFecBer");
        for (Instant time : TelecomTimes.TIMELINE.samples()) {
            for (OpticalLink link : state.network().opticalLinks()) {
                addOpticalRow(table, link, time);
            }
        }
        return table;
    }

    private void addOpticalRow(CsvTable table, OpticalLink link, Instant time) {
        Noise noise = noise("optical/" + link.id());
        double warmth = 0.06 * Timeline.dayCurve(time);
        double dip = noise.chance(0.002) ? noise.between(0.3, 0.6) : 0;
        double power = link.normalPowerDbm() - warmth - dip + noise.normal(0.05);
        double osnr = 27.5 - 0.04 * link.kilometres() - dip + noise.normal(0.12);
        double berExponent = -7.4 + 0.007 * link.kilometres() + 0.4 * dip + noise.normal(0.05);
        double age = ageing(link.id().equals(TelecomTimes.WEAK_LINK), time);
        if (state.isDark(link, time)) {
            double floor = DARK_DBM + StrictMath.abs(noise.normal(0.02));
            table.add(link.id(), time, fixed(floor, 2), MISSING, MISSING);
        } else {
            table.add(
                    link.id(),
                    time,
                    fixed(power - 2.3 * age, 2),
                    fixed(osnr - 2.6 * age, 2),
                    scientific(StrictMath.pow(10, berExponent + 1.5 * age)));
        }
    }

    CsvTable ipLinks() {
        CsvTable table =
                new CsvTable(
                        "IpLinkTelemetry",
                        "IpLinkId",
                        "Timestamp",
                        "UtilizationPct",
                        "ErroredFramesPerMin",
                        "LatencyMs");
        for (Instant time : TelecomTimes.TIMELINE.samples()) {
            for (IpLink link : state.network().ipLinks()) {
                addIpRow(table, link, time);
            }
        }
        return table;
    }

    private void addIpRow(CsvTable table, IpLink link, Instant time) {
        Noise noise = noise("ip/" + link.id());
        double load = 100 * state.trafficGbps(link, time) / link.capacityGbps();
        double utilisation = clamp(0, 100, 12 + load + noise.normal(1.4));
        double burst = noise.chance(0.003) ? noise.between(5, 25) : 0;
        double age = ageing(link.id().equals(TelecomTimes.WEAK_IP_LINK), time);
        double errors = atLeast(0, 2.0 + burst + 6 * age + noise.normal(0.7));
        double latency = state.network().latencyMs(link) + noise.normal(0.008);
        if (state.isDown(link, time)) {
            table.add(link.id(), time, "0.0", "0.0", MISSING);
        } else {
            table.add(link.id(), time, fixed(utilisation, 1), fixed(errors, 1), fixed(latency, 3));
        }
    }

    CsvTable amplifiers() {
        CsvTable table =
                new CsvTable(
                        "AmplifierTelemetry",
                        "AmplifierId",
                        "Timestamp",
                        "GainDb",
                        "PumpCurrentMa",
                        "OutputPowerDbm",
                        "CaseTempC");
        for (Instant time : TelecomTimes.TIMELINE.samples()) {
            amplifiers.forEach(amplifier -> addAmplifierRow(table, amplifier, time));
        }
        return table;
    }

    private void addAmplifierRow(CsvTable table, Amplifier amplifier, Instant time) {
        Noise noise = noise("amplifier/" + amplifier.id());
        double age = ageing(amplifier.id().equals(TelecomTimes.WEAK_AMPLIFIER), time);
        double temperature = 24 + 2.5 * Timeline.dayCurve(time) + noise.normal(0.25);
        table.add(
                amplifier.id(),
                time,
                fixed(20.5 - 2.3 * age + noise.normal(0.04), 2),
                fixed(amplifier.pumpCurrentMa() + 58 * age + noise.normal(0.8), 1),
                fixed(2.0 - 2.3 * age + noise.normal(0.05), 2),
                fixed(temperature, 1));
    }

    private static double ageing(boolean affected, Instant time) {
        return affected ? TelecomTimes.PUMP_AGEING.strength(time) : 0;
    }

    private Noise noise(String series) {
        return noises.computeIfAbsent(series, name -> Noise.of(seed, name));
    }
}
