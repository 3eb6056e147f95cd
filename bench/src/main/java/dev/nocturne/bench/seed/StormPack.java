package dev.nocturne.bench.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Generates a pack in which every service has an alarm at the same time: a mesh, in which each
 * depends on three others, or a chain, in which each depends on the previous one. Equal sizes give
 * equal packs.
 */
public final class StormPack {
    public static final String NAME = "storm";

    /** The first service of a chain, which all others depend on. */
    public static final String FIRST = "svc-0";

    private static final int NEEDED = 3;
    private static final int SPREAD_SECONDS = 80;
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:10:00Z");

    private StormPack() {}

    /** Writes a mesh of {@code services} services into the folder. */
    public static Path mesh(Path folder, int services) throws IOException {
        RandomGenerator random = random();
        StringBuilder needs = new StringBuilder("Service,Needs\n");
        for (int i = 0; i < services; i++) {
            for (int k = 0; k < NEEDED; k++) {
                needs.append(name(i)).append(',').append(name(random.nextInt(services)));
                needs.append('\n');
            }
        }
        return write(folder, services, needs);
    }

    /** Writes a chain of {@code services} services into the folder. */
    public static Path chain(Path folder, int services) throws IOException {
        StringBuilder needs = new StringBuilder("Service,Needs\n");
        for (int i = 1; i < services; i++) {
            needs.append(name(i)).append(',').append(name(i - 1)).append('\n');
        }
        return write(folder, services, needs);
    }

    /** The text of the alert to investigate. */
    public static String alert() {
        return "# ALARM STORM\n\nRaised: 2026-03-02T00:15:00Z\nMany services are down.\n";
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
    }

    private static String name(int number) {
        return "svc-" + number;
    }

    private static Path write(Path folder, int services, CharSequence needs) throws IOException {
        RandomGenerator random = random();
        StringBuilder entities = new StringBuilder("ServiceId\n");
        StringBuilder alarms =
                new StringBuilder("AlertId,Timestamp,EntityId,AlertType,Severity,Description\n");
        for (int i = 0; i < services; i++) {
            entities.append(name(i)).append('\n');
            Instant at = BEGIN.plusSeconds(random.nextInt(SPREAD_SECONDS));
            alarms.append("ALM-").append(i).append(',').append(at).append(',').append(name(i));
            alarms.append(",SERVICE_DOWN,CRITICAL,Service is down\n");
        }
        Files.createDirectories(folder.resolve("data/entities"));
        Files.createDirectories(folder.resolve("data/telemetry"));
        Files.writeString(folder.resolve("scenario.yaml"), MANIFEST);
        Files.writeString(folder.resolve("graph_schema.yaml"), SCHEMA);
        Files.writeString(folder.resolve("data/entities/DimService.csv"), entities);
        Files.writeString(folder.resolve("data/entities/FactNeeds.csv"), needs);
        Files.writeString(folder.resolve("data/telemetry/AlertStream.csv"), alarms);
        return folder;
    }

    private static final String MANIFEST =
            """
            name: storm
            display_name: Storm
            description: Services that all raise alarms at once.
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
            """;

    private static final String SCHEMA =
            """
            data_dir: data/entities
            vertices:
              - {label: Service, csv_file: DimService.csv, id_column: ServiceId, properties: [ServiceId]}
            edges:
              - label: depends_on
                csv_file: FactNeeds.csv
                source: {label: Service, property: ServiceId, column: Service}
                target: {label: Service, property: ServiceId, column: Needs}
            """;
}
