package dev.nocturne.bench.seed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Generates a pack of any size with one fault: routers, their hosts and the hosts' services. One
 * router fails with all that depends on it. Equal sizes give equal packs.
 */
public final class GeneratedPack {
    public static final String NAME = "generated";

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant FAULT = Instant.parse("2026-03-02T00:10:00Z");
    private static final int HOSTS_A_ROUTER = 6;
    private static final int SERVICES_A_HOST = 3;

    /** The number of entities of a router, its hosts and their services. */
    private static final int GROUP = 1 + HOSTS_A_ROUTER * (1 + SERVICES_A_HOST);

    /** The number of measurements of a service: one an hour, and two after the fault. */
    private static final int HOURS = 24;

    private final Path folder;
    private final int routers;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
    private int alarms;

    private GeneratedPack(Path folder, int entities) {
        this.folder = folder;
        this.routers = Math.max(2, entities / GROUP);
    }

    /** Writes a pack of about {@code entities} entities into the folder. */
    public static Path write(Path folder, int entities) throws IOException {
        new GeneratedPack(folder, entities).write();
        return folder;
    }

    /** The text of the alert to investigate. */
    public static String alert() {
        return """
        # ALARM STORM

        Raised: 2026-03-02T00:15:00Z
        Alarms since %s. Several services are down. What is the root cause, and whom does it affect?
        """
                .formatted(FAULT);
    }

    private int faulty() {
        return routers / 2;
    }

    private void write() throws IOException {
        Files.createDirectories(folder.resolve("data/entities"));
        Files.createDirectories(folder.resolve("data/telemetry"));
        Files.writeString(folder.resolve("scenario.yaml"), MANIFEST);
        Files.writeString(folder.resolve("graph_schema.yaml"), SCHEMA);
        entities();
        alarms();
        metrics();
    }

    private interface Body {
        void write(BufferedWriter out) throws IOException;
    }

    private void file(String name, String header, Body body) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("data").resolve(name))) {
            out.write(header + "\n");
            body.write(out);
        }
    }

    private static String router(int r) {
        return "RTR-" + r;
    }

    private static String host(int r, int h) {
        return "HST-" + r + "-" + h;
    }

    private static String service(int r, int h, int s) {
        return "SVC-" + r + "-" + h + "-" + s;
    }

    private void entities() throws IOException {
        file(
                "entities/DimRouter.csv",
                "RouterId,Model",
                out -> {
                    for (int r = 0; r < routers; r++) {
                        out.write(router(r) + ",M" + r % 5 + "\n");
                    }
                });
        file(
                "entities/DimHost.csv",
                "HostId,RouterId",
                out -> {
                    for (int r = 0; r < routers; r++) {
                        for (int h = 0; h < HOSTS_A_ROUTER; h++) {
                            out.write(host(r, h) + "," + router(r) + "\n");
                        }
                    }
                });
        file(
                "entities/DimService.csv",
                "ServiceId,HostId,CustomerName",
                out -> {
                    for (int r = 0; r < routers; r++) {
                        for (int h = 0; h < HOSTS_A_ROUTER; h++) {
                            for (int s = 0; s < SERVICES_A_HOST; s++) {
                                out.write(
                                        service(r, h, s)
                                                + ","
                                                + host(r, h)
                                                + ",Customer "
                                                + r
                                                + "\n");
                            }
                        }
                    }
                });
    }

    private void alarms() throws IOException {
        file(
                "telemetry/AlertStream.csv",
                "AlertId,Timestamp,EntityId,EntityType,AlertType,Severity,Description",
                out -> {
                    for (int r = 0; r < routers; r++) {
                        Instant at = BEGIN.plusSeconds(random.nextInt(86_000));
                        alarm(out, at, host(r, 0), "Host", "CPU_HIGH", "MINOR", "CPU is busy");
                    }
                    int r = faulty();
                    alarm(out, FAULT, router(r), "Router", "ROUTER_DOWN", "CRITICAL", "No answer");
                    for (int h = 0; h < HOSTS_A_ROUTER; h++) {
                        alarm(
                                out,
                                FAULT.plusSeconds(2 + h),
                                host(r, h),
                                "Host",
                                "HOST_DOWN",
                                "MAJOR",
                                "Host is unreachable");
                        for (int s = 0; s < SERVICES_A_HOST; s++) {
                            alarm(
                                    out,
                                    FAULT.plusSeconds(5 + h + s),
                                    service(r, h, s),
                                    "Service",
                                    "SERVICE_DOWN",
                                    "CRITICAL",
                                    "Service is down");
                        }
                    }
                });
    }

    private void alarm(
            BufferedWriter out,
            Instant at,
            String entity,
            String kind,
            String type,
            String severity,
            String text)
            throws IOException {
        out.write(
                String.format(
                        Locale.ROOT,
                        "ALM-%06d,%s,%s,%s,%s,%s,%s%n",
                        ++alarms,
                        at,
                        entity,
                        kind,
                        type,
                        severity,
                        text));
    }

    private void metrics() throws IOException {
        file(
                "telemetry/ServiceMetrics.csv",
                "ServiceId,Timestamp,AvailabilityPct,LatencyMs",
                out -> {
                    for (int hour = 0; hour < HOURS; hour++) {
                        sample(out, BEGIN.plusSeconds(3_600L * hour), false);
                    }
                    sample(out, FAULT.plusSeconds(60), true);
                    sample(out, FAULT.plusSeconds(240), true);
                });
    }

    private void sample(BufferedWriter out, Instant at, boolean fault) throws IOException {
        for (int r = 0; r < routers; r++) {
            boolean down = fault && r == faulty();
            for (int h = 0; h < HOSTS_A_ROUTER; h++) {
                for (int s = 0; s < SERVICES_A_HOST; s++) {
                    int noise = random.nextInt(100);
                    out.write(service(r, h, s));
                    out.write("," + at + "," + (down ? "0.0" : "99.9" + noise % 10));
                    out.write("," + (down ? 5_000 + noise : 20 + noise / 20) + "\n");
                }
            }
        }
    }

    private static final String MANIFEST =
            """
            name: generated
            display_name: Generated
            description: Routers, hosts and services, of any number.
            paths:
              entities: data/entities
              telemetry: data/telemetry
              graph_schema: graph_schema.yaml
            data_sources:
              telemetry:
                config:
                  containers:
                    - name: AlertStream
                      csv_file: AlertStream.csv
                      numeric_fields: []
                    - name: ServiceMetrics
                      csv_file: ServiceMetrics.csv
                      numeric_fields: [AvailabilityPct, LatencyMs]
            """;

    private static final String SCHEMA =
            """
            data_dir: data/entities
            vertices:
              - {label: Router, csv_file: DimRouter.csv, id_column: RouterId, properties: [RouterId, Model]}
              - {label: Host, csv_file: DimHost.csv, id_column: HostId, properties: [HostId]}
              - {label: Service, csv_file: DimService.csv, id_column: ServiceId, properties: [ServiceId, CustomerName]}
            edges:
              - label: connected_by
                csv_file: DimHost.csv
                source: {label: Host, property: HostId, column: HostId}
                target: {label: Router, property: RouterId, column: RouterId}
              - label: runs_on
                csv_file: DimService.csv
                source: {label: Service, property: ServiceId, column: ServiceId}
                target: {label: Host, property: HostId, column: HostId}
            """;

    /** The id of the failed router. */
    public static String cause(int entities) {
        return router(Math.max(2, entities / GROUP) / 2);
    }
}
