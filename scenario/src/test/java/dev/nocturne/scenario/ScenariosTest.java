package dev.nocturne.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.scenario.query.SqlResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many packs, each on its own. */
@Timeout(120)
final class ScenariosTest {

    @TempDir Path dir;

    private Path pack(String folder, String name) {
        return new TestPack(dir.resolve(folder))
                .write("scenario.yaml", TestPack.manifest(name))
                .dir();
    }

    @Test
    void fiftyPacksLoadInTheOrderGiven() throws InterruptedException {
        List<Path> dirs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            names.add("pack-" + i);
            dirs.add(pack("p" + i, "pack-" + i));
        }
        try (Scenarios scenarios = Scenarios.load(dirs)) {
            assertThat(scenarios.refused()).isEmpty();
            assertThat(scenarios.all()).extracting(Scenario::name).containsExactlyElementsOf(names);
            assertThat(scenarios.get("pack-7")).map(Scenario::dir).contains(dirs.get(7));
            assertThat(scenarios.get("nope")).isEmpty();
            for (Scenario scenario : scenarios.all()) {
                assertThat(scenario.sql().query("SELECT count(*) FROM Link", Instant.EPOCH))
                        .isInstanceOf(SqlResult.Rows.class);
            }
        }
    }

    @Test
    void aWrongPackIsRefusedAndTheOthersAreThere() throws InterruptedException {
        Path good = pack("good", "good");
        Path bad = pack("bad", "bad");
        new TestPack(bad).delete("graph_schema.yaml");
        Path missing = dir.resolve("missing");

        try (Scenarios scenarios = Scenarios.load(List.of(bad, good, missing))) {
            assertThat(scenarios.all()).extracting(Scenario::name).containsExactly("good");
            assertThat(scenarios.refused()).containsOnlyKeys(bad, missing);
        }
    }

    @Test
    void aNameTakenByAnEarlierPackIsAProblem() throws InterruptedException {
        Path first = pack("first", "same");
        Path second = pack("second", "same");

        try (Scenarios scenarios = Scenarios.load(List.of(first, second))) {
            assertThat(scenarios.get("same")).map(Scenario::dir).contains(first);
            assertThat(scenarios.refused().get(second))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.key()).isEqualTo("name");
                        assertThat(problem.found()).contains("same", "first");
                    });
        }
    }

    @Test
    void noPacksAreNoScenarios() throws InterruptedException {
        try (Scenarios scenarios = Scenarios.load(List.of())) {
            assertThat(scenarios.all()).isEmpty();
        }
    }
}
