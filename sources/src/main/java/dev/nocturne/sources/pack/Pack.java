package dev.nocturne.sources.pack;

import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.knowledge.Knowledge;
import dev.nocturne.sources.pack.query.SqlData;
import dev.nocturne.sources.pack.telemetry.Telemetry;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A loaded pack: everything agents can ask about one environment. Safe for any number of threads.
 * Closing it frees the databases behind {@link #sql()} and {@link #knowledge()}; what is in plain
 * memory stays usable.
 */
public final class Pack implements AutoCloseable {

    private final Path dir;
    private final Manifest manifest;
    private final Topology topology;
    private final Telemetry telemetry;
    private final Map<String, TableReading> readings;
    private final List<Warning> warnings;
    private final Knowledge knowledge;
    private final SqlData sql;

    Pack(
            Path dir,
            Manifest manifest,
            Topology topology,
            Telemetry telemetry,
            List<Document> documents,
            Map<String, TableReading> readings,
            List<Warning> warnings) {
        this.dir = dir;
        this.manifest = manifest;
        this.topology = topology;
        this.telemetry = telemetry;
        this.readings = Map.copyOf(readings);
        this.warnings = List.copyOf(warnings);
        this.knowledge = new Knowledge(manifest.name(), documents);
        this.sql = new SqlData(manifest.name(), topology, telemetry);
    }

    /** The pack's folder. */
    public Path dir() {
        return dir;
    }

    public String name() {
        return manifest.name();
    }

    public Manifest manifest() {
        return manifest;
    }

    public Topology topology() {
        return topology;
    }

    public Telemetry telemetry() {
        return telemetry;
    }

    /** How the file of a telemetry table was read. */
    public TableReading reading(String table) {
        TableReading reading = readings.get(table);
        if (reading == null) {
            throw new IllegalArgumentException("no telemetry table " + table);
        }
        return reading;
    }

    /**
     * The zone of the times that people write without one: that of the manifest; failing that the
     * offset that all tables use which write one, because they were exported where the people are;
     * failing that UTC.
     */
    public ZoneId timeZone() {
        List<ZoneOffset> offsets =
                readings.values().stream()
                        .flatMap(reading -> reading.offset().stream())
                        .distinct()
                        .toList();
        return manifest.timeZone()
                .orElse(offsets.size() == 1 ? offsets.getFirst() : ZoneOffset.UTC);
    }

    /** What of the pack is not used, or was read in a way its author should know of. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** Runbooks and tickets. */
    public Knowledge knowledge() {
        return knowledge;
    }

    /** Telemetry and topology as SQL tables. */
    public SqlData sql() {
        return sql;
    }

    /** Field engineers that can be dispatched; empty when the pack has none. */
    public List<Entity> roster() {
        return manifest.dispatch().rosterLabel().map(topology::entities).orElse(List.of());
    }

    /** Where field engineers start from; empty when the pack has none. */
    public List<Entity> depots() {
        return manifest.dispatch().depotsLabel().map(topology::entities).orElse(List.of());
    }

    @Override
    public void close() {
        sql.close();
        knowledge.close();
    }
}
