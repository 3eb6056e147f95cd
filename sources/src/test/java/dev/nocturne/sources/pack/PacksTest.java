package dev.nocturne.sources.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.sources.pack.query.SqlResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many packs, each on its own. */
@Timeout(120)
final class PacksTest {

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
        try (Packs packs = Packs.load(dirs)) {
            assertThat(packs.refused()).isEmpty();
            assertThat(packs.all()).extracting(Pack::name).containsExactlyElementsOf(names);
            assertThat(packs.get("pack-7")).map(Pack::dir).contains(dirs.get(7));
            assertThat(packs.get("nope")).isEmpty();
            for (Pack pack : packs.all()) {
                assertThat(pack.sql().query("SELECT count(*) FROM Link", Instant.EPOCH))
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

        try (Packs packs = Packs.load(List.of(bad, good, missing))) {
            assertThat(packs.all()).extracting(Pack::name).containsExactly("good");
            assertThat(packs.refused()).containsOnlyKeys(bad, missing);
        }
    }

    @Test
    void aNameTakenByAnEarlierPackIsAProblem() throws InterruptedException {
        Path first = pack("first", "same");
        Path second = pack("second", "same");

        try (Packs packs = Packs.load(List.of(first, second))) {
            assertThat(packs.get("same")).map(Pack::dir).contains(first);
            assertThat(packs.refused().get(second))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.key()).isEqualTo("name");
                        assertThat(problem.found()).contains("same", "first");
                    });
        }
    }

    @Test
    void noPacksAreNoScenarios() throws InterruptedException {
        try (Packs packs = Packs.load(List.of())) {
            assertThat(packs.all()).isEmpty();
        }
    }
}
