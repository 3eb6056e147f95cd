package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.sources.pack.Pack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storms that are too big to compare every cause with every other, or to list one by one. */
class StormSizeTest {
    private static final Instant START = Instant.parse("2030-01-02T03:00:00Z");
    private static final String ALERT = "STORM " + START.plusSeconds(600) + ": many services down";

    @TempDir Path dir;

    private static String alarm(int number, String entity, int second) {
        return "A"
                + number
                + ","
                + START.plusSeconds(300 + second)
                + ","
                + entity
                + ",MAJOR,it is down";
    }

    /** Services that each need three others, so that any failure reaches nearly all of them. */
    private Pack mesh(int size) {
        SplittableRandom random = new SplittableRandom(7);
        List<String> services = new ArrayList<>();
        List<String> needs = new ArrayList<>();
        List<String> alarms = new ArrayList<>(List.of("Id,Timestamp,What,Grade,Words"));
        for (int i = 0; i < size; i++) {
            services.add("svc-" + i);
            for (int k = 0; k < 3; k++) {
                needs.add("svc-" + i + ",svc-" + random.nextInt(size));
            }
            alarms.add(alarm(i, "svc-" + i, random.nextInt(80)));
        }
        return new TestPacks(dir.resolve("mesh" + size))
                .vertex("Service", "k", services)
                .edge("depends_on", "Needs", "Service", "k", "Service", "k", "", needs)
                .table("Events", "", alarms)
                .load();
    }

    @Test
    void aMeshTooBigToCompareEveryCauseSaysHowManyWereCompared() throws Exception {
        try (Pack pack = mesh(8_000)) {
            FakeRun run = CheckedRun.of(TestPacks.environment(pack), ALERT);
            assertThat(run.text.toString())
                    .contains("too many possible causes")
                    .contains("of 8,000 were compared");
        }
    }

    @Test
    void aMeshThatCanBeComparedIsComparedWhole() throws InterruptedException {
        try (Pack pack = mesh(1_000)) {
            Finding finding = Opinion.analyse(TestPacks.environment(pack), ALERT).finding();
            assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
            assertThat(finding.compared()).isEqualTo(new Finding.Compared(1_000, 1_000));
        }
    }

    @Test
    void theRootOfABigTreeIsFoundAmongTheMostPromising() throws InterruptedException {
        int boxes = 100;
        int leaves = 12_000;
        List<String> toRoot = new ArrayList<>();
        List<String> toBox = new ArrayList<>();
        List<String> boxNames = new ArrayList<>();
        List<String> leafNames = new ArrayList<>();
        List<String> alarms = new ArrayList<>(List.of("Id,Timestamp,What,Grade,Words"));
        for (int i = 0; i < boxes; i++) {
            boxNames.add("b" + i);
            toRoot.add("b" + i + ",r" + i % 4);
        }
        for (int i = 0; i < leaves; i++) {
            leafNames.add("x" + i);
            toBox.add("x" + i + ",b" + i % boxes);
            if (i % boxes % 4 == 2) {
                alarms.add(alarm(i, "x" + i, i % 60));
            }
        }
        try (Pack pack =
                new TestPacks(dir.resolve("tree"))
                        .vertex("Root", "k", List.of("r0", "r1", "r2", "r3"))
                        .vertex("Box", "k", boxNames)
                        .vertex("Leaf", "k", leafNames)
                        .edge("hangs_on", "One", "Box", "k", "Root", "k", "", toRoot)
                        .edge("hangs_on", "Two", "Leaf", "k", "Box", "k", "", toBox)
                        .table("Events", "", alarms)
                        .load()) {
            Analysis analysis = Opinion.analyse(TestPacks.environment(pack), ALERT);
            assertThat(analysis.graph().id(analysis.finding().hypotheses().getFirst().entity()))
                    .isEqualTo("r2");
        }
    }

    @Test
    void aBlastRadiusThatIsListedInPartIsCountedWhole() throws Exception {
        List<String> services = new ArrayList<>();
        List<String> needs = new ArrayList<>();
        List<String> alarms = new ArrayList<>(List.of("Id,Timestamp,What,Grade,Words"));
        for (int i = 0; i < 720; i++) {
            services.add("s" + i);
            needs.add("s" + i + ",db");
            alarms.add(alarm(i, "s" + i, i % 60));
        }
        try (Pack pack =
                new TestPacks(dir.resolve("wide"))
                        .vertex("Database", "k", List.of("db"))
                        .vertex("Service", "k", services)
                        .edge("depends_on", "Needs", "Service", "k", "Database", "k", "", needs)
                        .table("Events", "", alarms)
                        .load()) {
            FakeRun run = CheckedRun.of(TestPacks.environment(pack), ALERT);
            assertThat(run.diagnosis().path("impact").path("entities").asInt()).isEqualTo(720);
            assertThat(run.diagnosis().path("affected")).hasSize(150);
            assertThat(run.text.toString())
                    .contains("720 services down or degraded, 720 entities affected or at risk")
                    .contains("690 more")
                    .doesNotContain("customers:")
                    .doesNotContain("users:")
                    .contains("no service level agreements");
        }
    }
}
