package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.nocturne.environment.Environment;
import dev.nocturne.sources.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every sentence of a report is true of what was gathered. */
class ClaimsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path dir;

    /** An environment with alarms, states, events and metrics. */
    private Pack small() {
        List<String> latency = new ArrayList<>(List.of("Timestamp,Link,LatencyMs,LossPct"));
        for (int i = 0; i < 60; i++) {
            String at = Instant.parse("2026-05-01T00:10:00Z").plusSeconds(600L * i).toString();
            latency.add(at + ",L1," + (i > 57 ? 99.5 : 1.25 + i % 2 * 0.25) + ",0");
            latency.add(at + ",L2," + (1.5 + i % 3 * 0.25) + ",0");
        }
        return new TestPacks(dir.resolve("small"))
                .vertex("Router", "RouterId", List.of("R1", "R2"))
                .vertex("Link", "LinkId", List.of("L1", "L2"))
                .vertex("Service", "ServiceId", List.of("S1", "S2"))
                .edge(
                        "connects",
                        "Ends",
                        "Link",
                        "LinkId",
                        "Router",
                        "RouterId",
                        "",
                        List.of("L1,R1", "L2,R2"))
                .edge(
                        "depends_on",
                        "Uses",
                        "Service",
                        "ServiceId",
                        "Link",
                        "LinkId",
                        "",
                        List.of("S1,L1", "S2,L2"))
                .table("LinkMetrics", "LatencyMs, LossPct", latency)
                .table(
                        "Phases",
                        "",
                        List.of(
                                "RouterId,Timestamp,Phase",
                                "R1,2026-05-01T09:00:00Z,Running",
                                "R2,2026-05-01T09:00:00Z,Running",
                                "R1,2026-05-01T09:55:00Z,Failed",
                                "R2,2026-05-01T09:55:00Z,Running",
                                "R1,2026-05-01T10:05:00Z,Failed",
                                "R2,2026-05-01T10:05:00Z,Running"))
                .table(
                        "Journal",
                        "",
                        List.of(
                                "RouterId,Timestamp,Text",
                                "R1,2026-05-01T09:50:17Z,configuration 12 was applied by the release train",
                                "R2,2026-05-01T08:21:40Z,the second power supply was exchanged as planned"))
                .table(
                        "Alarms",
                        "",
                        List.of(
                                "Id,Timestamp,Node,Severity,Text",
                                "A1,2026-05-01T09:56:00Z,S1,MAJOR,service is down",
                                "A2,2026-05-01T09:56:05Z,L1,MAJOR,loss of signal"))
                .load();
    }

    @Test
    void whatIsSaidOfEventsStatesAlarmsAndMetricsIsTrue() throws Exception {
        try (Pack pack = small()) {
            Environment environment = TestPacks.environment(pack);
            for (String alert :
                    List.of(
                            "2026-05-01T10:00:00Z S1 is down",
                            "2026-05-01T10:00:00Z R1 does not answer, L1 LatencyMs is high",
                            "2026-05-01T10:00:00Z Is S2 well?",
                            "2026-05-01T10:00:00Z L2: LatencyMs is high",
                            "R2 was restarted",
                            "R9 is down since 09:40",
                            "help",
                            "2026-05-01T09:56:00Z MAJOR S1 SERVICE_DOWN\n2026-05-01T09:56:05Z MAJOR L1 LOSS")) {
                CheckedRun.of(environment, alert);
            }
        }
    }

    @Test
    void aSentenceThatTheSnapshotDoesNotBearIsFound() throws Exception {
        try (Pack pack = small()) {
            FakeRun run =
                    CheckedRun.of(TestPacks.environment(pack), "2026-05-01T10:00:00Z S1 is down");
            String said = run.text.toString();
            change(
                    run,
                    said,
                    "confidence",
                    "Confidence: likely (1%).",
                    "Confidence: [^(]+\\([^)]+\\)\\.");
            change(run, said, "no check", "the moon is full", "### Why\n\n");
            change(
                    run,
                    said,
                    "nothing happened",
                    "since 03:03:07 UTC",
                    "since \\d\\d:\\d\\d:\\d\\d UTC");
        }
    }

    private static void change(FakeRun run, String said, String mistake, String lie, String truth) {
        run.text.setLength(0);
        run.text.append(
                truth.startsWith("###")
                        ? said.replace(truth, truth + lie + "\n")
                        : said.replaceFirst(truth, lie));
        assertThat(run.text.toString()).isNotEqualTo(said);
        assertThat(ClaimsCheck.mistakes(run)).anyMatch(found -> found.contains(mistake));
    }

    /** Packs that are not of this repository: all in the folder {@code -Dnocturne.cases=FOLDER}. */
    @Test
    void whatIsSaidOfOtherPacksIsTrue() throws Exception {
        String folder = System.getProperty("nocturne.cases", "");
        assumeFalse(folder.isEmpty(), "no -Dnocturne.cases=FOLDER");
        List<String> mistakes = new ArrayList<>();
        int sentences = 0;
        for (Path path : packs(Path.of(folder))) {
            try (Pack pack = TestPacks.load(path)) {
                for (Map.Entry<String, String> alert : alerts(pack, path).entrySet()) {
                    FakeRun run = new FakeRun(pack.name(), alert.getValue());
                    Environment environment = TestPacks.environment(pack);
                    new BuiltInInvestigator(
                                    name -> java.util.Optional.of(environment), () -> Instant.EPOCH)
                            .run(run);
                    CheckedRun.assertRecheckSaysSame(run, environment);
                    sentences += ClaimsCheck.sentences(run);
                    ClaimsCheck.mistakes(run)
                            .forEach(m ->
                                    mistakes.add(pack.name() + " " + alert.getKey() + ": " + m));
                }
            }
        }
        assertThat(sentences).isPositive();
        assertThat(mistakes).as(sentences + " sentences").isEmpty();
    }

    private static List<Path> packs(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(f -> f.endsWith("scenario.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    /** Of a pack with a cases.json beside it those of its cases, else those of its manifest. */
    private static Map<String, String> alerts(Pack pack, Path path) throws IOException {
        Path cases = path.resolveSibling("cases.json");
        if (!Files.exists(cases)) {
            return pack.manifest().alerts();
        }
        Map<String, String> alerts = new java.util.TreeMap<>();
        for (JsonNode one : JSON.readTree(Files.readString(cases))) {
            if (path.endsWith(one.path("pack").asString())) {
                alerts.put(one.path("id").asString(), one.path("alert").asString());
            }
        }
        return alerts;
    }
}
