package dev.nocturne.scenarios.telecom;

import static dev.nocturne.scenarios.Figures.atLeast;
import static dev.nocturne.scenarios.Figures.fixed;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.Noise;
import dev.nocturne.scenarios.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Generates the readings of the field sensors. */
final class SensorTelemetry {
    private final Network network;
    private final long seed;
    private final Map<String, Noise> noises = new HashMap<>();

    SensorTelemetry(Network network, long seed) {
        this.network = network;
        this.seed = seed;
    }

    CsvTable readings() {
        CsvTable table = new CsvTable("SensorReadings", "SensorId", "Timestamp", "Reading", "Unit");
        for (Instant time : TelecomTimes.TIMELINE.samples()) {
            for (Sensor sensor : network.sensors()) {
                Noise noise = noises.computeIfAbsent(sensor.id(), id -> Noise.of(seed, id));
                double reading = reading(sensor, time, noise);
                table.add(sensor.id(), time, fixed(reading, 2), sensor.unit());
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
