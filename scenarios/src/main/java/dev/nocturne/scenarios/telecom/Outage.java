package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.Window;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What fails with one entity: computed from the topology, never listed by hand. */
record Outage(Topology topology, String failed, Window when) {

    /** What a service still has. */
    enum ServiceState {
        UP,
        /** The backup is gone, traffic is well. */
        UNPROTECTED,
        /** The primary is gone, traffic runs on the backup. */
        ON_BACKUP,
        DOWN
    }

    boolean down(IpLink link) {
        return link.opticalLinks().contains(failed)
                || link.nodeA().equals(failed)
                || link.nodeB().equals(failed);
    }

    boolean down(ServicePath path) {
        return path.ipLinks().stream().anyMatch(id -> down(topology.ipLink(id)));
    }

    ServiceState state(Service service) {
        boolean primaryDown = down(service.primary());
        boolean backupUp = service.backup().filter(path -> !down(path)).isPresent();
        if (primaryDown) {
            return backupUp ? ServiceState.ON_BACKUP : ServiceState.DOWN;
        }
        return service.backup().isEmpty() || backupUp ? ServiceState.UP : ServiceState.UNPROTECTED;
    }

    List<Service> servicesIn(ServiceState state) {
        return topology.services().stream().filter(s -> state(s) == state).toList();
    }

    Set<String> downIpLinks() {
        return topology.ipLinks().stream()
                .filter(this::down)
                .map(IpLink::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
