package dev.nocturne.scenario;

import dev.nocturne.scenario.telemetry.Telemetry;
import dev.nocturne.scenario.topology.Entity;
import dev.nocturne.scenario.topology.Topology;
import java.nio.file.Path;
import java.util.List;

/**
 * A loaded pack: everything agents can ask about one environment. Safe for any number of threads.
 */
public final class Scenario {

    private final Path dir;
    private final Manifest manifest;
    private final Topology topology;
    private final Telemetry telemetry;

    Scenario(Path dir, Manifest manifest, Topology topology, Telemetry telemetry) {
        this.dir = dir;
        this.manifest = manifest;
        this.topology = topology;
        this.telemetry = telemetry;
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

    /** Field engineers that can be dispatched; empty when the pack has none. */
    public List<Entity> roster() {
        return manifest.dispatch().rosterLabel().map(topology::entities).orElse(List.of());
    }

    /** Where field engineers start from; empty when the pack has none. */
    public List<Entity> depots() {
        return manifest.dispatch().depotsLabel().map(topology::entities).orElse(List.of());
    }
}
