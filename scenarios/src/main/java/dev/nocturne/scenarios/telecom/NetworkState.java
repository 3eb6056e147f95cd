package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state of the network at any time: the current outage and the paths of the traffic. */
record NetworkState(Network network, List<Outage> outages) {
    /** Traffic at the quietest hour, as a share of that at the busiest. */
    private static final double NIGHT_SHARE = 0.45;

    Optional<Outage> outageAt(Instant time) {
        return outages.stream().filter(outage -> outage.when().contains(time)).findFirst();
    }

    boolean isDark(OpticalLink link, Instant time) {
        return outageAt(time).filter(outage -> outage.failed().equals(link.id())).isPresent();
    }

    boolean isDown(IpLink link, Instant time) {
        return outageAt(time).filter(outage -> outage.isDown(link)).isPresent();
    }

    boolean isDown(ServicePath path, Instant time) {
        return outageAt(time).filter(outage -> outage.isDown(path)).isPresent();
    }

    Outage.ServiceState state(Service service, Instant time) {
        return outageAt(time).map(outage -> outage.state(service)).orElse(Outage.ServiceState.UP);
    }

    /** The path that carries the service's traffic; empty if the service is down. */
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

    /** Total traffic of the services that use the link at that time. */
    double trafficGbps(IpLink link, Instant time) {
        return network.services().stream()
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
