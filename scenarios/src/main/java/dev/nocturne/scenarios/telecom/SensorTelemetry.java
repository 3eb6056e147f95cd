package dev.nocturne.scenarios.telecom;

import static dev.nocturne.scenarios.Figures.atLeast;
import static dev.nocturne.scenarios.Figures.fixed;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.Noise;
import dev.nocturne.scenarios.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Readings of the field sensors. */
final class SensorTelemetry {
    private final Topology topology;
    private final long seed;
    private final Map<String, Noise> noises = new HashMap<>();

    SensorTelemetry(Topology topology, long seed) {
        this.topology = topology;
        this.seed = seed;
    }

    CsvTable readings() {
        CsvTable table = new CsvTable("SensorReadings", "SensorId", "Timestamp", "Reading", "Unit");
        for (Instant time : TelecomTimes.TIMELINE.samples()) {
            for (Sensor sensor : topology.sensors()) {
                Noise noise = noises.computeIfAbsent(sensor.id(), id -> Noise.of(seed, id));
                double reading = reading(sensor, time, noise);
                table.row(sensor.id(), time, fixed(reading, 2), sensor.unit());
            }
        }
        return table;
    }

    private static double reading(Sensor sensor, Instant time, Noise noise) {
        double quiet = sensor.normal() * (1 + noise.normal(0.05));
        boolean atTheCut = sensor.target().equals(TelecomTimes.CUT_LINK);
        return switch (sensor.kind()) {
            case "vibration" -> atLeast(0, quiet + (atTheCut ? digging(time, noise) : 0));
            case "strain" -> atTheCut && TelecomTimes.CUT.contains(time) ? 0 : quiet;
            case "temperature" -> quiet + 3 * Timeline.dayCurve(time);
            default -> atLeast(0, quiet);
        };
    }

    private static double digging(Instant time, Noise noise) {
        return TelecomTimes.DIGGING.contains(time) ? noise.between(14, 22) : 0;
    }
}
