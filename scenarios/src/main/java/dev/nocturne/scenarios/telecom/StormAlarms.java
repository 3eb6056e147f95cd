package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.AlarmRow;
import dev.nocturne.scenarios.Noise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The alarms of an outage: each entity that depends on the failed one raises alarms, some of which
 * are lost.
 */
final class StormAlarms {
    /** Share of alarms that never reach the collector. */
    private static final double LOST = 0.06;

    /** The interval at which an entity repeats its alarm. */
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final Outage outage;
    private final Noise noise;
    private final List<AlarmRow> alarms = new ArrayList<>();

    StormAlarms(Outage outage, long seed) {
        this.outage = outage;
        this.noise = Noise.of(seed, "storm/" + outage.failed());
    }

    List<AlarmRow> generate() {
        raiseLinkAlarms();
        raisePathAlarms();
        raiseServiceAlarms();
        return List.copyOf(alarms);
    }

    private void raiseLinkAlarms() {
        for (IpLink link : outage.network().ipLinks()) {
            if (outage.isDown(link)) {
                raisePortAlarms(link.portA(), link.nodeA());
                raisePortAlarms(link.portB(), link.nodeB());
                raise(1.5, 2, link.id(), "IpLink", "IP_LINK_DOWN", "MAJOR", "Adjacency lost");
            }
        }
    }

    /** The ports of a failed router raise no alarms. */
    private void raisePortAlarms(String port, String node) {
        if (!node.equals(outage.failed())) {
            raise(0.1, 3, port, "Port", "PORT_LOS", "MAJOR", "Loss of signal on the port");
        }
    }

    private void raisePathAlarms() {
        for (ServicePath path : outage.network().paths()) {
            if (outage.isDown(path)) {
                raise(4, 2, path.id(), "Path", "PATH_DOWN", "MAJOR", "Label-switched path is down");
            }
        }
    }

    private void raiseServiceAlarms() {
        for (Service service : outage.network().services()) {
            String id = service.id();
            switch (outage.state(service)) {
                case UP -> {}
                case UNPROTECTED ->
                        raiseServiceAlarms(
                                id, 1, "PROTECTION_LOST", "WARNING", "Backup path not available");
                case ON_BACKUP ->
                        raiseServiceAlarms(
                                id, 2, "SERVICE_DEGRADED", "MAJOR", "Traffic runs on the backup");
                case DOWN ->
                        raiseServiceAlarms(
                                id, 5, "SERVICE_DOWN", "CRITICAL", "No path to the far end");
            }
        }
    }

    private void raiseServiceAlarms(
            String id, int times, String type, String severity, String text) {
        raise(9, times, id, "Service", type, severity, text);
    }

    private void raise(
            double delay,
            int times,
            String entity,
            String label,
            String type,
            String severity,
            String text) {
        double first = delay + noise.between(0, 6);
        for (int n = 0; n < times; n++) {
            double seconds = first + n * REPEAT.toSeconds() + noise.normal(0.4);
            Instant time = outage.when().from().plusMillis((long) (seconds * 1000));
            if (!noise.chance(LOST)) {
                alarms.add(new AlarmRow(time, entity, label, type, severity, text));
            }
        }
    }
}
