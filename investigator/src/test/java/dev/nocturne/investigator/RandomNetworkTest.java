package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.sources.pack.Pack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storms on random trees of machines whose names and relations say nothing about their meaning. */
class RandomNetworkTest {
    private static final Instant START = Instant.parse("2030-01-02T03:00:00Z");

    @TempDir Path dir;

    /** Leaves hang on boxes, boxes on roots; every relation runs from the needy end. */
    private Pack pack(int seed, String hangs, List<String> boxes, List<String> leaves) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> toRoot = new ArrayList<>();
        List<String> toBox = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            toRoot.add(boxes.get(i) + ",R" + i % 4);
        }
        for (int i = 0; i < leaves.size(); i++) {
            toBox.add(leaves.get(i) + "," + boxes.get(i % boxes.size()));
        }
        List<String> alarms = new ArrayList<>(List.of("Id,Timestamp,What,Grade,Words"));
        for (int i = 0; i < 200; i++) {
            Instant when = START.minusSeconds(3600 + random.nextInt(80_000));
            alarms.add(
                    "A"
                            + i
                            + ","
                            + when
                            + ","
                            + leaves.get(random.nextInt(leaves.size()))
                            + ",MAJOR,something is wrong here");
        }
        return new TestPacks(dir.resolve("p" + seed + hangs))
                .vertex("Qa", "k", List.of("R0", "R1", "R2", "R3"))
                .vertex("Qb", "k", boxes)
                .vertex("Qc", "k", leaves)
                .edge(hangs, "One", "Qb", "k", "Qa", "k", "", toRoot)
                .edge(hangs, "Two", "Qc", "k", "Qb", "k", "", toBox)
                .table("Events", "", alarms)
                .load();
    }

    private static List<String> names(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    private static String line(Instant time, String entity) {
        return time + " MAJOR " + entity + " IT_IS_DOWN: nothing comes";
    }

    @Test
    void aFailedBoxIsFoundWhateverThingsAreCalled() throws Exception {
        List<String> boxes = names("b", 20);
        List<String> leaves = names("x", 120);
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(1000 + seed);
            int failed = random.nextInt(boxes.size());
            List<String> lines = new ArrayList<>();
            for (int i = failed; i < leaves.size(); i += boxes.size()) {
                if (random.nextInt(10) > 0) {
                    lines.add(line(START.plusSeconds(300 + random.nextInt(50)), leaves.get(i)));
                }
            }
            for (int i = 0; i < 4; i++) {
                lines.add(
                        line(
                                START.plusSeconds(random.nextInt(600)),
                                leaves.get(random.nextInt(leaves.size()))));
            }
            lines.sort(Comparator.naturalOrder());
            try (Pack pack = pack(seed, seed % 2 == 0 ? "hangs_on" : "zz", boxes, leaves)) {
                String alert =
                        "STORM " + START.plusSeconds(600) + ": many\n\n" + String.join("\n", lines);
                CheckedRun.of(TestPacks.environment(pack), alert);
                Analysis analysis = Opinion.analyse(TestPacks.environment(pack), alert);
                assertThat(analysis.finding().verdict())
                        .as("seed %d", seed)
                        .isEqualTo(Verdict.FAULT);
                String first =
                        analysis.graph().id(analysis.finding().hypotheses().getFirst().entity());
                found += first.equals(boxes.get(failed)) ? 1 : 0;
                Set<String> affected = new HashSet<>();
                analysis.impact()
                        .affected()
                        .forEach(a -> affected.add(analysis.graph().id(a.entity())));
                assertThat(affected).doesNotContain(first);
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(19);
    }

    @Test
    void alarmsWithNothingInCommonAreNoFault() throws Exception {
        List<String> boxes = names("b", 40);
        List<String> leaves = names("x", 400);
        int quiet = 0;
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(2000 + seed);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                lines.add(
                        line(
                                START.plusSeconds(random.nextInt(600)),
                                leaves.get(random.nextInt(leaves.size()))));
            }
            lines.sort(Comparator.naturalOrder());
            try (Pack pack = pack(100 + seed, "hangs_on", boxes, leaves)) {
                String alert =
                        "STORM " + START.plusSeconds(600) + ": some\n\n" + String.join("\n", lines);
                CheckedRun.of(TestPacks.environment(pack), alert);
                Analysis analysis = Opinion.analyse(TestPacks.environment(pack), alert);
                quiet += analysis.finding().verdict() != Verdict.FAULT ? 1 : 0;
            }
        }
        assertThat(quiet).isGreaterThanOrEqualTo(17);
    }

    @Test
    void anAlertAboutNothingKnownIsInconclusive() throws Exception {
        try (Pack pack = pack(500, "hangs_on", names("b", 4), names("x", 8))) {
            for (String text :
                    List.of(
                            "something smells",
                            "",
                            "{}",
                            "[[[",
                            "{\"a\": 1}",
                            "2030-13-45T99:99:99Z MAJOR x1 A_B",
                            "x".repeat(30_000))) {
                if (!text.isBlank()) { // no session has an empty alert
                    CheckedRun.of(TestPacks.environment(pack), text);
                }
                Analysis analysis = Opinion.analyse(TestPacks.environment(pack), text);
                assertThat(analysis.finding().verdict())
                        .as(text.substring(0, Math.min(20, text.length())))
                        .isNotEqualTo(Verdict.FAULT);
            }
        }
    }
}
