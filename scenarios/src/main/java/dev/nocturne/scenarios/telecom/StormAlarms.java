package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.Alarm;
import dev.nocturne.scenarios.Noise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The alarms an outage sets off: everything that depends on the failed entity raises an alarm, some
 * get lost.
 */
final class StormAlarms {
    /** Share of alarms that never reach the collector. */
    private static final double LOST = 0.06;

    /** What is still broken complains again this often. */
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final Outage outage;
    private final Noise noise;
    private final List<Alarm> alarms = new ArrayList<>();

    StormAlarms(Outage outage, long seed) {
        this.outage = outage;
        this.noise = Noise.of(seed, "storm/" + outage.failed());
    }

    List<Alarm> alarms() {
        links();
        paths();
        services();
        return List.copyOf(alarms);
    }

    private void links() {
        for (IpLink link : outage.topology().ipLinks()) {
            if (outage.down(link)) {
                port(link.portA(), link.nodeA());
                port(link.portB(), link.nodeB());
                raise(1.5, 2, link.id(), "IpLink", "IP_LINK_DOWN", "MAJOR", "Adjacency lost");
            }
        }
    }

    /** A dead router's own ports say nothing. */
    private void port(String port, String node) {
        if (!node.equals(outage.failed())) {
            raise(0.1, 3, port, "Port", "PORT_LOS", "MAJOR", "Loss of signal on the port");
        }
    }

    private void paths() {
        for (ServicePath path : outage.topology().paths()) {
            if (outage.down(path)) {
                raise(4, 2, path.id(), "Path", "PATH_DOWN", "MAJOR", "Label-switched path is down");
            }
        }
    }

    private void services() {
        for (Service service : outage.topology().services()) {
            String id = service.id();
            switch (outage.state(service)) {
                case UP -> {}
                case UNPROTECTED ->
                        service(id, 1, "PROTECTION_LOST", "WARNING", "Backup path not available");
                case ON_BACKUP ->
                        service(id, 2, "SERVICE_DEGRADED", "MAJOR", "Traffic runs on the backup");
                case DOWN -> service(id, 5, "SERVICE_DOWN", "CRITICAL", "No path to the far end");
            }
        }
    }

    private void service(String id, int times, String type, String severity, String text) {
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
                alarms.add(new Alarm(time, entity, label, type, severity, text));
            }
        }
    }
}
