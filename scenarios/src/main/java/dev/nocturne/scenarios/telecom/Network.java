package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The parts of the network that the generator computes with. */
record Network(
        List<OpticalLink> opticalLinks,
        List<IpLink> ipLinks,
        List<Service> services,
        List<ServiceSla> slas,
        List<Sensor> sensors) {

    static Network load() {
        return new Network(
                TextTable.rows(5, NetworkText.OPTICAL_LINKS).stream()
                        .map(Network::opticalLink)
                        .toList(),
                TextTable.rows(5, NetworkText.IP_LINKS).stream().map(Network::ipLink).toList(),
                TextTable.rows(8, NetworkText.SERVICES).stream().map(Network::service).toList(),
                TextTable.rows(5, NetworkText.SLAS).stream().map(Network::sla).toList(),
                TextTable.rows(9, NetworkText.SENSORS).stream().map(Network::sensor).toList());
    }

    List<ServicePath> paths() {
        return services.stream()
                .flatMap(s -> Stream.concat(Stream.of(s.primary()), s.backups().stream()))
                .toList();
    }

    OpticalLink opticalLink(String id) {
        return requireMatch(opticalLinks.stream().filter(link -> link.id().equals(id)), id);
    }

    IpLink ipLink(String id) {
        return requireMatch(ipLinks.stream().filter(link -> link.id().equals(id)), id);
    }

    ServiceSla findSla(Service service) {
        return requireMatch(
                slas.stream().filter(s -> s.serviceId().equals(service.id())), service.id());
    }

    /** One-way latency in ms over all hops, each with 0.5 ms of queueing and switching. */
    double latencyMs(ServicePath path) {
        return path.ipLinks().stream().mapToDouble(id -> 0.5 + latencyMs(ipLink(id))).sum();
    }

    /** One-way latency over the fibre, in ms. */
    double latencyMs(IpLink link) {
        return 0.05
                + link.opticalLinks().stream().mapToDouble(o -> opticalLink(o).latencyMs()).sum();
    }

    /** The optical links that a path uses. */
    List<String> opticalLinksOf(ServicePath path) {
        return path.ipLinks().stream()
                .flatMap(id -> ipLink(id).opticalLinks().stream())
                .distinct()
                .toList();
    }

    private static <T> T requireMatch(Stream<T> matches, String id) {
        return matches.findFirst().orElseThrow(() -> new IllegalStateException("no such: " + id));
    }

    private static OpticalLink opticalLink(List<String> row) {
        double kilometres = Double.parseDouble(row.get(4));
        return new OpticalLink(row.get(0), row.get(1), row.get(2), row.get(3), kilometres);
    }

    private static IpLink ipLink(List<String> row) {
        double capacity = Double.parseDouble(row.get(4));
        return new IpLink(row.get(0), row.get(1), row.get(2), list(row.get(3)), capacity);
    }

    private static Service service(List<String> row) {
        String id = row.get(0);
        List<ServicePath> backups = new ArrayList<>();
        if (!list(row.get(7)).isEmpty()) {
            backups.add(new ServicePath("PATH-" + id + "-B", id, "BACKUP", list(row.get(7))));
        }
        return new Service(
                id,
                row.get(1),
                row.get(2),
                Integer.parseInt(row.get(3)),
                Integer.parseInt(row.get(4)),
                Double.parseDouble(row.get(5)),
                new ServicePath("PATH-" + id + "-P", id, "PRIMARY", list(row.get(6))),
                List.copyOf(backups));
    }

    private static ServiceSla sla(List<String> row) {
        long penalty = Long.parseLong(row.get(4));
        return new ServiceSla(row.get(0), row.get(1), row.get(2), row.get(3), penalty);
    }

    private static Sensor sensor(List<String> row) {
        return new Sensor(
                row.get(0),
                row.get(1),
                row.get(2),
                row.get(3),
                row.get(4),
                Double.parseDouble(row.get(5)),
                row.get(6),
                row.get(7),
                row.get(8));
    }

    private static List<String> list(String cell) {
        return cell.equals("none") ? List.of() : List.of(cell.split(",", -1));
    }
}
