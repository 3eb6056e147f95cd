package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.Alarm;
import dev.nocturne.scenarios.Noise;
import dev.nocturne.scenarios.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an alarm desk sees on a quiet day: unrelated complaints at random, flaps that clear again.
 */
final class BackgroundAlarms {
    private static final double MEAN_GAP_SECONDS = 330;

    private final Topology topology;
    private final Noise noise;

    BackgroundAlarms(Topology topology, long seed) {
        this.topology = topology;
        this.noise = Noise.of(seed, "background alarms");
    }

    List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>();
        Instant time = TelecomTimes.ALL.from().plusMillis(gapMillis());
        while (TelecomTimes.ALL.contains(time)) {
            add(alarms, time);
            time = time.plusMillis(gapMillis());
        }
        return alarms;
    }

    /** Exponentially distributed, so that alarms come at random and now and then two at once. */
    private long gapMillis() {
        return (long) (-1000 * MEAN_GAP_SECONDS * StrictMath.log(1 - noise.between(0, 1)));
    }

    private void add(List<Alarm> alarms, Instant time) {
        IpLink link = noise.pick(topology.ipLinks());
        switch (noise.pick(
                List.of("port", "port", "service", "service", "path", "node", "optical"))) {
            case "port" -> flap(alarms, time, noise.chance(0.5) ? link.portA() : link.portB());
            case "service" -> latency(alarms, time, noise.pick(topology.services()));
            case "path" -> reoptimised(alarms, time, noise.pick(topology.paths()));
            case "node" -> busy(alarms, time);
            default -> optical(alarms, time, noise.pick(topology.opticalLinks()));
        }
    }

    private void flap(List<Alarm> alarms, Instant time, String port) {
        String text = "Port went down and up again";
        alarms.add(new Alarm(time, port, "Port", "PORT_FLAP", "MINOR", text));
        if (noise.chance(0.6)) {
            Instant cleared = time.plusMillis((long) noise.between(2_000, 40_000));
            alarms.add(new Alarm(cleared, port, "Port", "PORT_FLAP", "CLEARED", "Port is stable"));
        }
    }

    private static void latency(List<Alarm> alarms, Instant time, Service service) {
        String text = "Latency above target for one interval";
        alarms.add(new Alarm(time, service.id(), "Service", "SERVICE_LATENCY", "WARNING", text));
    }

    private static void reoptimised(List<Alarm> alarms, Instant time, ServicePath path) {
        String text = "Path was recomputed and is up";
        alarms.add(new Alarm(time, path.id(), "Path", "PATH_REOPTIMISED", "MINOR", text));
    }

    private void busy(List<Alarm> alarms, Instant time) {
        String node = noise.pick(TextTable.rows(4, TopologyText.NODES)).getFirst();
        String text = "Control processor above 80 percent";
        alarms.add(new Alarm(time, node, "Node", "CPU_HIGH", "MINOR", text));
    }

    private static void optical(List<Alarm> alarms, Instant time, OpticalLink link) {
        String text = "Receive power left its target for one interval";
        alarms.add(new Alarm(time, link.id(), "OpticalLink", "OPTICAL_POWER_LOW", "WARNING", text));
    }

    /** The alarms of all causes together. */
    static List<Alarm> with(List<Alarm> background, List<StormAlarms> storms) {
        Stream<Alarm> stormy = storms.stream().flatMap(storm -> storm.alarms().stream());
        return Stream.of(background.stream(), StagedAlarms.all().stream(), stormy)
                .flatMap(alarms -> alarms)
                .toList();
    }
}
