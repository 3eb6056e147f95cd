package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.run.RunFailure;
import dev.nocturne.sources.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each alert of the demo packs against what its generator says a right diagnosis is. */
class DemoPacksTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Expected(String pack, String key, JsonNode answer) {
        @Override
        public String toString() {
            return pack + " " + key;
        }
    }

    static Stream<Expected> alerts() throws IOException {
        List<Expected> alerts = new ArrayList<>();
        for (String pack : List.of("telecom-transport", "online-shop")) {
            String yaml = Files.readString(Path.of("..", "scenarios", pack, "expected.yaml"));
            JsonNode all =
                    JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
            all.path("alerts")
                    .properties()
                    .forEach(e -> alerts.add(new Expected(pack, e.getKey(), e.getValue())));
        }
        return alerts.stream();
    }

    private static FakeRun investigate(Expected expected)
            throws IOException, InterruptedException, RunFailure {
        try (Pack loaded = TestPacks.demo(expected.pack())) {
            String alert =
                    Files.readString(
                            Path.of(
                                    "..",
                                    "scenarios",
                                    expected.pack(),
                                    expected.answer().path("file").asString()));
            return CheckedRun.of(TestPacks.environment(loaded), alert);
        }
    }

    private static List<String> strings(Expected expected, String key) {
        return expected.answer().path(key).valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void theDiagnosisIsRight(Expected expected) throws Exception {
        FakeRun run = investigate(expected);
        JsonNode diagnosis = run.diagnosis();
        assertThat(diagnosis.path("verdict").asString())
                .isEqualTo(expected.answer().path("verdict").asString());
        List<String> roots =
                diagnosis
                        .path("root_causes")
                        .valueStream()
                        .map(c -> c.path("entity").asString())
                        .toList();
        assertThat(roots.stream().limit(1).toList()).isEqualTo(strings(expected, "root_causes"));
        assertThat(roots).doesNotContainAnyElementsOf(strings(expected, "must_not_name"));
        strings(expected, "must_name").forEach(name -> assertThat(run.text).contains(name));
        if (!roots.isEmpty()) {
            Instant since =
                    Instant.parse(diagnosis.path("root_causes").path(0).path("since").asString());
            assertThat(since)
                    .isBetween(
                            Instant.parse(expected.answer().path("since").asString()),
                            Instant.parse(expected.answer().path("time").asString()));
        }
        affectedAndImpact(expected, diagnosis);
    }

    private static void affectedAndImpact(Expected expected, JsonNode diagnosis) {
        Map<String, String> effects = new HashMap<>();
        diagnosis
                .path("affected")
                .valueStream()
                .forEach(
                        a -> effects.put(a.path("entity").asString(), a.path("impact").asString()));
        for (JsonNode one : expected.answer().path("affected")) {
            assertThat(effects)
                    .containsEntry(one.path("entity").asString(), one.path("impact").asString());
        }
        JsonNode impact = expected.answer().path("impact");
        JsonNode found = diagnosis.path("impact");
        assertThat(found.path("services").asInt()).isEqualTo(impact.path("entities").asInt());
        assertThat(found.path("customers").asInt()).isEqualTo(impact.path("customers").asInt());
        assertThat(found.path("users").asInt()).isEqualTo(impact.path("users").asInt());
        assertThat(found.path("penalty_per_hour").asInt())
                .isEqualTo(impact.path("penalty_per_hour").asInt());
        for (JsonNode risk : expected.answer().path("shared_risks")) {
            JsonNode backup =
                    found.path("backups")
                            .valueStream()
                            .filter(b -> b.path("entity").equals(risk.path("entity")))
                            .findFirst()
                            .orElseThrow();
            assertThat(set(backup.path("shared"))).isEqualTo(set(risk.path("shared")));
        }
    }

    private static Set<String> set(JsonNode array) {
        Set<String> set = new HashSet<>();
        array.valueStream().forEach(v -> set.add(v.asString()));
        return set;
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyClaimHasEvidenceThatExists(Expected expected) throws Exception {
        FakeRun run = investigate(expected);
        Set<String> known = new HashSet<>();
        run.diagnosis()
                .path("evidence")
                .valueStream()
                .forEach(e -> known.add(e.path("id").asString()));
        assertThat(known).hasSize(run.calls.size());
        for (String line : run.text.toString().split("\n", -1)) {
            var cited = java.util.regex.Pattern.compile("\\[(E\\d+(?:, E\\d+)*)\\]").matcher(line);
            boolean any = false;
            while (cited.find()) {
                any = true;
                assertThat(known).containsAll(List.of(cited.group(1).split(", ", -1)));
            }
            boolean claim = line.startsWith("- ") && !line.startsWith("- E");
            boolean gap =
                    run.diagnosis()
                            .path("not_checked")
                            .valueStream()
                            .anyMatch(g -> line.contains(g.asString()));
            assertThat(any || !claim || gap).as(line).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void aResumedRunMakesTheSameCallsAndComesToTheSame(Expected expected) throws Exception {
        FakeRun first = investigate(expected);
        FakeRun second = investigate(expected);
        assertThat(second.calls).isEqualTo(first.calls);
        assertThat(second.text.toString()).isEqualTo(first.text.toString());
        assertThat(second.diagnosis()).isEqualTo(first.diagnosis());
    }
}
