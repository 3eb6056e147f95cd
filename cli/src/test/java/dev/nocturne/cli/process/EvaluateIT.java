package dev.nocturne.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.process.Distribution.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the built-in investigator with the expected answers, by the packaged command. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EvaluateIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PACKS = Path.of("..", "scenarios").toAbsolutePath().normalize();

    @TempDir private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"telecom-transport", "online-shop"})
    void theBuiltInInvestigatorIsRightAboutBothPacks(String pack) {
        try (Distribution distribution = Distribution.in(home)) {
            Ran ran = distribution.run("evaluate", "--pack", pack(pack), "--json");
            assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
            List<JsonNode> lines = ran.out().lines().map(JSON::readTree).toList();
            assertThat(lines).hasSize(4);
            JsonNode whole = lines.getLast();
            assertThat(whole.path("orchestrator").asString()).isEqualTo("builtin");
            assertThat(whole.path("right").asInt()).isEqualTo(3);
            for (String measure :
                    List.of("verdict", "top_1", "top_3", "precision", "recall", "f1", "named")) {
                assertThat(whole.path("means").path(measure).asDouble()).as(measure).isEqualTo(1);
            }
            assertThat(whole.path("means").path("forbidden").asDouble()).isZero();
        }
    }

    @Test
    void aWrongDiagnosisExitsWithOneAndPrintsATable() throws IOException {
        Path copy = copy("online-shop");
        Path expected = copy.resolve("expected.yaml");
        Files.writeString(
                expected,
                Files.readString(expected)
                        .replace("root_causes: [\"ext-northpay\"]", "root_causes: [\"host-06\"]"));
        try (Distribution distribution = Distribution.in(home)) {
            Ran ran =
                    distribution.run(
                            "evaluate",
                            "--pack",
                            copy.toString(),
                            "--orchestrator",
                            "builtin",
                            "--alert",
                            "failing_payments");
            assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(1);
            assertThat(ran.out())
                    .startsWith("Evaluating builtin on online-shop, 1 alert\n")
                    .containsPattern("(?m)^failing_payments_alert +yes +no +no +1.00 ")
                    .contains("expected fault host-06, got fault ext-northpay");
        }
    }

    @Test
    void aPackWithoutTheRightAnswersOrWithWrongOnesIsWrongUsage() throws IOException {
        Path copy = copy("online-shop");
        try (Distribution distribution = Distribution.in(home)) {
            Files.writeString(
                    copy.resolve("expected.yaml"),
                    "alerts:\n  default_alert:\n    verdict: perhaps\n    must: 7\n");
            Ran malformed = distribution.run("evaluate", "--pack", copy.toString());
            assertThat(malformed.code()).isEqualTo(2);
            assertThat(malformed.err())
                    .contains("expected.yaml:3 alerts.default_alert.file: found nothing")
                    .contains("expected.yaml:3 alerts.default_alert.verdict: found \"perhaps\"")
                    .contains("expected.yaml:4 alerts.default_alert.must: found an unknown key")
                    .doesNotContain("\tat ");
            // Those that are packaged come without it.
            Ran absent =
                    distribution.run(
                            "evaluate", "--pack", Distribution.pack("online-shop").toString());
            assertThat(absent.code()).isEqualTo(2);
            assertThat(absent.err().lines()).hasSize(1);
            assertThat(absent.err()).contains("expected.yaml").contains("docs/packs.md");
        }
    }

    private static String pack(String name) {
        return PACKS.resolve(name).toString();
    }

    private Path copy(String pack) throws IOException {
        Path from = PACKS.resolve(pack);
        Path to = home.resolve(pack);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
