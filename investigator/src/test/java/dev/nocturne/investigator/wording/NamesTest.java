package dev.nocturne.investigator.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.dependency.DependencyGraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static String name(String label, Map<String, Object> properties) {
        Entity entity = new Entity("X-1", label, properties);
        DependencyGraph graph =
                DependencyGraph.of(
                        Topology.of(
                                new GraphSchema(List.of(), List.of()), List.of(entity), List.of()));
        return new Names(graph).of(0);
    }

    @Test
    void theNameComesBeforeTheId() {
        assertThat(name("Conduit", Map.of("Name", "Coast road duct")))
                .isEqualTo("Coast road duct (X-1)");
        assertThat(name("Service", Map.of("service_name", "checkout"))).isEqualTo("checkout (X-1)");
        assertThat(name("Host", Map.of("displayName", "Rack 4, left")))
                .isEqualTo("Rack 4, left (X-1)");
    }

    @Test
    void aServiceIsNamedByWhatItIsAndForWhom() {
        assertThat(name("Service", Map.of("ServiceType", "L3VPN", "CustomerName", "Ardent Bank")))
                .isEqualTo("L3VPN for Ardent Bank (X-1)");
        assertThat(name("Circuit", Map.of("customer", "Ardent Bank")))
                .isEqualTo("Ardent Bank (X-1)");
    }

    @Test
    void propertiesThatNameSomethingElseAreNoNames() {
        assertThat(name("Service", Map.of("index_name", "idx", "Tier", "edge"))).isEqualTo("X-1");
        assertThat(name("Flow", Map.of("CustomerCount", 12, "Name", "X-1"))).isEqualTo("X-1");
        assertThat(name("Service", Map.of("HostName", "h1"))).isEqualTo("X-1");
    }
}
