package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.TimeSpan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The failure of one entity and its consequences, which are computed from the network. */
record Outage(Network network, String failed, TimeSpan when) {

    /** How an outage affects a service. */
    enum ServiceState {
        UP,
        /** The backup path is down; the traffic is not affected. */
        UNPROTECTED,
        /** The primary path is down; the traffic uses the backup. */
        ON_BACKUP,
        DOWN
    }

    boolean isDown(IpLink link) {
        return link.opticalLinks().contains(failed)
                || link.nodeA().equals(failed)
                || link.nodeB().equals(failed);
    }

    boolean isDown(ServicePath path) {
        return path.ipLinks().stream().anyMatch(id -> isDown(network.ipLink(id)));
    }

    ServiceState state(Service service) {
        boolean primaryDown = isDown(service.primary());
        boolean backupUp = service.backup().filter(path -> !isDown(path)).isPresent();
        if (primaryDown) {
            return backupUp ? ServiceState.ON_BACKUP : ServiceState.DOWN;
        }
        return service.backup().isEmpty() || backupUp ? ServiceState.UP : ServiceState.UNPROTECTED;
    }

    List<Service> servicesIn(ServiceState state) {
        return network.services().stream().filter(s -> state(s) == state).toList();
    }

    Set<String> downIpLinks() {
        return network.ipLinks().stream()
                .filter(this::isDown)
                .map(IpLink::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
