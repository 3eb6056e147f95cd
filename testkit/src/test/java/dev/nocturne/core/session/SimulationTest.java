package dev.nocturne.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.nocturne.core.status.StatusTable;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 250;

    @Test
    void threeHundredSeedsKeepAllInvariants() {
        Set<StatusTable.Move> visited = new HashSet<>();
        Set<String> answeredBy = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Simulation(seed, visited, answeredBy).run(STEPS);
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + " fails: " + e.getMessage(), e);
            }
        }
        assertThat(visited)
                .as("rows of the status table that were taken")
                .containsAll(StatusTable.MOVES);
        assertThat(answeredBy).as("who answered approvals").contains("sim", "expiry", "turn_end");
    }
}
