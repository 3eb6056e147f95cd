package dev.nocturne.investigator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TroubleTest {
    private static long tolerance(long pace) {
        Symptoms none = new Symptoms(Map.of(), List.of(), Set.of(), Set.of(), Map.of(), pace);
        Alert alert =
                new Alert(
                        "",
                        0,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        MetricSense.Family.OTHER,
                        true,
                        true,
                        List.of(),
                        List.of());
        Topology nothing = Topology.of(new GraphSchema(List.of(), List.of()), List.of(), List.of());
        return new Trouble(DependencyGraph.of(nothing), none, alert, List.of()).tolerance();
    }

    @Test
    void theMoreOftenValuesComeTheCloserTogetherIsTheSameTime() {
        assertThat(tolerance(15_000)).isEqualTo(90_000);
        assertThat(tolerance(1_000)).isEqualTo(60_000);
        assertThat(tolerance(300_000)).isEqualTo(360_000);
        assertThat(tolerance(0)).isEqualTo(360_000);
    }
}
