package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The network at any moment: which outage is on, where the traffic runs. */
record NetworkState(Topology topology, List<Outage> outages) {
    /** Share of the busy hour's traffic that is there at the quietest hour. */
    private static final double NIGHT_SHARE = 0.45;

    Optional<Outage> outageAt(Instant time) {
        return outages.stream().filter(outage -> outage.when().contains(time)).findFirst();
    }

    boolean dark(OpticalLink link, Instant time) {
        return outageAt(time).filter(outage -> outage.failed().equals(link.id())).isPresent();
    }

    boolean down(IpLink link, Instant time) {
        return outageAt(time).filter(outage -> outage.down(link)).isPresent();
    }

    boolean down(ServicePath path, Instant time) {
        return outageAt(time).filter(outage -> outage.down(path)).isPresent();
    }

    Outage.ServiceState state(Service service, Instant time) {
        return outageAt(time).map(outage -> outage.state(service)).orElse(Outage.ServiceState.UP);
    }

    /** The path that carries the service's traffic; none when the service is down. */
    Optional<ServicePath> activePath(Service service, Instant time) {
        return switch (state(service, time)) {
            case UP, UNPROTECTED -> Optional.of(service.primary());
            case ON_BACKUP -> service.backup();
            case DOWN -> Optional.empty();
        };
    }

    double trafficGbps(Service service, Instant time) {
        double load = NIGHT_SHARE + (1 - NIGHT_SHARE) * Timeline.dayCurve(time);
        return service.demandGbps() * load;
    }

    /** Traffic of all services that run over the link now. */
    double trafficGbps(IpLink link, Instant time) {
        return topology.services().stream()
                .filter(s -> runsOver(s, link, time))
                .mapToDouble(s -> trafficGbps(s, time))
                .sum();
    }

    private boolean runsOver(Service service, IpLink link, Instant time) {
        return activePath(service, time)
                .filter(path -> path.ipLinks().contains(link.id()))
                .isPresent();
    }
}
