package dev.nocturne.sources.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What right diagnoses say is read in full, or refused with every mistake. */
final class ExpectedReaderTest {
    private static final String SOUND =
            """
            alerts:
              default_alert:
                file: data/prompts/alert.md
                time: "2026-05-01T10:00:00Z"
                verdict: fault
                root_causes: [L1]
                must_name: [L1, Acme]
                must_not_name: [R3]
                affected:
                  - {entity: S1, label: Service, impact: down}
                impact: {entities: 1}
              second_alert:
                file: data/prompts/second.md
                verdict: no_fault
            """;

    @TempDir Path dir;

    private TestPack pack;

    @BeforeEach
    void setUp() {
        pack = new TestPack(dir.resolve("pack")).write("expected.yaml", SOUND);
    }

    private ExpectedResult read() {
        try (Pack loaded = pack.load()) {
            return ExpectedReader.read(loaded);
        }
    }

    private List<String> problems() {
        return switch (read()) {
            case ExpectedResult.Refused(List<Problem> problems) ->
                    problems.stream().map(Problem::toString).toList();
            case ExpectedResult.Found f -> throw new AssertionError("found " + f);
            case ExpectedResult.Absent a -> throw new AssertionError("absent");
        };
    }

    private List<ExpectedFinding> findings() {
        return switch (read()) {
            case ExpectedResult.Found(List<ExpectedFinding> findings) -> findings;
            case ExpectedResult.Refused(List<Problem> problems) ->
                    throw new AssertionError("refused: " + problems);
            case ExpectedResult.Absent a -> throw new AssertionError("absent");
        };
    }

    @Test
    void eachAlertComesWithItsTextInTheOrderOfTheFile() {
        List<ExpectedFinding> findings = findings();

        assertThat(findings)
                .extracting(ExpectedFinding::alert, ExpectedFinding::text, ExpectedFinding::fault)
                .containsExactly(
                        tuple("default_alert", "Link L1 is down.\n", true),
                        tuple("second_alert", "Link L2 is slow.\n", false));
        ExpectedFinding first = findings.getFirst();
        assertThat(first.rootCauses()).containsExactly("L1");
        assertThat(first.mustName()).containsExactly("L1", "Acme");
        assertThat(first.mustNotName()).containsExactly("R3");
    }

    @Test
    void entitiesOfTheKindsThatAreAffectedAreJudgedAndNoOthers() {
        ExpectedFinding first = findings().getFirst();

        assertThat(first.affected()).containsExactly("S1");
        assertThat(first.judged()).containsExactlyInAnyOrder("S1", "S2");
    }

    @Test
    void aPackWithoutTheFileIsNoMistake() {
        pack.delete("expected.yaml");

        assertThat(read()).isInstanceOf(ExpectedResult.Absent.class);
    }

    @Test
    void everyMistakeIsToldWithItsLineAndKey() {
        pack.write(
                "expected.yaml",
                """
                alerts:
                  default_alert:
                    file: data/prompts/none.md
                    verdict: maybe
                    root_causes: [L9]
                    must_nmae: [L1]
                    affected:
                      - {entity: S1, label: Router}
                      - {label: Service}
                      - S2
                  second_alert:
                    file: ../outside.md
                    verdict: fault
                    must_name: ["", L2]
                  third_alert:
                    verdict: no_fault
                    root_causes: [L1]
                    must_not_name: [L1, R8]
                    affected: [{entity: S1, level: down}]
                """);

        assertThat(problems())
                .containsExactly(
                        "expected.yaml:3 alerts.default_alert.file: found \"data/prompts/none.md\","
                                + " expected an existing file",
                        "expected.yaml:4 alerts.default_alert.verdict: found \"maybe\","
                                + " expected fault or no_fault",
                        "expected.yaml:5 alerts.default_alert.root_causes[0]: found \"L9\","
                                + " expected the id of an entity of the pack",
                        "expected.yaml:6 alerts.default_alert.must_nmae: found an unknown key,"
                                + " expected one of: affected, contradictions, file, impact,"
                                + " must_name, must_not_name, root_causes, shared_risks, since,"
                                + " time, verdict",
                        "expected.yaml:8 alerts.default_alert.affected[0].label: found \"Router\","
                                + " expected Service, which is the label of S1",
                        "expected.yaml:9 alerts.default_alert.affected[1].entity: found nothing,"
                                + " expected a text",
                        "expected.yaml:10 alerts.default_alert.affected[2]: found \"S2\","
                                + " expected a mapping of keys",
                        "expected.yaml:12 alerts.second_alert.file: found \"../outside.md\","
                                + " expected a path inside the pack",
                        "expected.yaml:12 alerts.second_alert.root_causes: found nothing,"
                                + " expected the cause of the fault",
                        "expected.yaml:14 alerts.second_alert.must_name[0]: found a blank text,"
                                + " expected a text",
                        "expected.yaml:16 alerts.third_alert.file: found nothing, expected a text",
                        "expected.yaml:17 alerts.third_alert.root_causes: found a cause,"
                                + " expected none, as there is no fault",
                        "expected.yaml:18 alerts.third_alert.must_not_name[1]: found \"R8\","
                                + " expected the id of an entity of the pack",
                        "expected.yaml:18 alerts.third_alert.must_not_name[0]: found a root cause,"
                                + " expected what is none",
                        "expected.yaml:19 alerts.third_alert.affected[0].level: found an unknown"
                                + " key, expected one of: entity, impact, label",
                        "expected.yaml:19 alerts.third_alert.affected: found an entity,"
                                + " expected none, as there is no fault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alerts: {}", "alerts:", "alerts: 7", "- a", "alerts: [", "x: {}"})
    void aFileWithoutAnyAlertIsRefused(String text) {
        pack.write("expected.yaml", text + "\n");

        assertThat(problems()).hasSize(1).first().asString().startsWith("expected.yaml");
    }
}
