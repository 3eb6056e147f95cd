package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.AlarmRow;
import dev.nocturne.scenarios.Noise;
import dev.nocturne.scenarios.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The alarms of a normal day: unrelated ones at random times, and ports that flap. */
final class BackgroundAlarms {
    private static final double MEAN_GAP_SECONDS = 330;

    private final Network network;
    private final Noise noise;

    BackgroundAlarms(Network network, long seed) {
        this.network = network;
        this.noise = Noise.of(seed, "background alarms");
    }

    List<AlarmRow> generate() {
        List<AlarmRow> alarms = new ArrayList<>();
        Instant time = TelecomTimes.ALL.from().plusMillis(gapMillis());
        while (TelecomTimes.ALL.contains(time)) {
            add(alarms, time);
            time = time.plusMillis(gapMillis());
        }
        return alarms;
    }

    /** An exponentially distributed gap, as between independent events. */
    private long gapMillis() {
        return (long) (-1000 * MEAN_GAP_SECONDS * StrictMath.log(1 - noise.between(0, 1)));
    }

    private void add(List<AlarmRow> alarms, Instant time) {
        IpLink link = noise.pick(network.ipLinks());
        switch (noise.pick(
                List.of("port", "port", "service", "service", "path", "node", "optical"))) {
            case "port" -> addFlap(alarms, time, noise.chance(0.5) ? link.portA() : link.portB());
            case "service" -> addLatency(alarms, time, noise.pick(network.services()));
            case "path" -> addReoptimisation(alarms, time, noise.pick(network.paths()));
            case "node" -> addBusyNode(alarms, time);
            default -> addOpticalDip(alarms, time, noise.pick(network.opticalLinks()));
        }
    }

    private void addFlap(List<AlarmRow> alarms, Instant time, String port) {
        String text = "Port went down and up again";
        alarms.add(new AlarmRow(time, port, "Port", "PORT_FLAP", "MINOR", text));
        if (noise.chance(0.6)) {
            Instant cleared = time.plusMillis((long) noise.between(2_000, 40_000));
            alarms.add(
                    new AlarmRow(cleared, port, "Port", "PORT_FLAP", "CLEARED", "Port is stable"));
        }
    }

    private static void addLatency(List<AlarmRow> alarms, Instant time, Service service) {
        String text = "Latency above target for one interval";
        alarms.add(new AlarmRow(time, service.id(), "Service", "SERVICE_LATENCY", "WARNING", text));
    }

    private static void addReoptimisation(List<AlarmRow> alarms, Instant time, ServicePath path) {
        String text = "Path was recomputed and is up";
        alarms.add(new AlarmRow(time, path.id(), "Path", "PATH_REOPTIMISED", "MINOR", text));
    }

    private void addBusyNode(List<AlarmRow> alarms, Instant time) {
        String node = noise.pick(TextTable.rows(4, NetworkText.NODES)).getFirst();
        String text = "Control processor above 80 percent";
        alarms.add(new AlarmRow(time, node, "Node", "CPU_HIGH", "MINOR", text));
    }

    private static void addOpticalDip(List<AlarmRow> alarms, Instant time, OpticalLink link) {
        String text = "Receive power left its target for one interval";
        alarms.add(
                new AlarmRow(time, link.id(), "OpticalLink", "OPTICAL_POWER_LOW", "WARNING", text));
    }

    /** Merges the alarms of all causes. */
    static List<AlarmRow> merge(List<AlarmRow> background, List<StormAlarms> storms) {
        Stream<AlarmRow> fromStorms = storms.stream().flatMap(storm -> storm.generate().stream());
        return Stream.of(background.stream(), StagedAlarms.all().stream(), fromStorms)
                .flatMap(alarms -> alarms)
                .toList();
    }
}
