package dev.nocturne.cli.evaluate;

import static dev.nocturne.cli.evaluate.Samples.fault;
import static dev.nocturne.cli.evaluate.Samples.quiet;
import static dev.nocturne.cli.evaluate.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.evaluate.Score.Affected;
import dev.nocturne.sources.pack.ExpectedFinding;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How right a diagnosis is. */
class ScoreTest {
    private static final List<String> BOTH = List.of("SVC-1", "SVC-2");
    private static final String ANSWER = "The stock service waits for **stock-db**.";

    private static Score ofCauses(String verdict, String... causes) {
        return Score.of(fault(), result(verdict, List.of(causes), BOTH, ANSWER));
    }

    private static Affected ofAffected(ExpectedFinding expected, String... affected) {
        Score score =
                Score.of(expected, result("fault", List.of("stock-db"), List.of(affected), ANSWER));
        Affected result = score.affected();
        if (result == null) {
            throw new AssertionError("nothing is expected to be affected");
        }
        return result;
    }

    @Test
    void aDiagnosisWithoutMistakesScoresFully() {
        Score score = ofCauses("fault", "stock-db");

        assertThat(score)
                .isEqualTo(
                        new Score(
                                true,
                                true,
                                1,
                                new Affected(1, 1, 1, List.of(), List.of()),
                                List.of(),
                                2,
                                List.of()));
        assertThat(score.top1()).isTrue();
        assertThat(score.top3()).isTrue();
        assertThat(score.mentionedShare()).isEqualTo(1);
    }

    @Test
    void aWrongCauseIsNotRightHoweverGoodTheRest() {
        Score score = ofCauses("fault", "stock");

        assertThat(score.right()).isFalse();
        assertThat(score.verdict()).isTrue();
        assertThat(score.cause()).isZero();
        assertThat(score.top3()).isFalse();
    }

    @Test
    void theRightCauseMayComeSecondOrThirdForTheTopThree() {
        Score third = ofCauses("fault", "a", "b", "stock-db");
        Score fourth = ofCauses("fault", "a", "b", "c", "stock-db");

        assertThat(third.cause()).isEqualTo(3);
        assertThat(third.top1()).isFalse();
        assertThat(third.top3()).isTrue();
        assertThat(third.right()).isFalse();
        assertThat(fourth.cause()).isEqualTo(4);
        assertThat(fourth.top3()).isFalse();
    }

    @Test
    void anyOfSeveralExpectedCausesIsRight() {
        ExpectedFinding expected =
                new ExpectedFinding(
                        "a",
                        "t",
                        true,
                        List.of("link", "port"),
                        List.of(),
                        List.of(),
                        Set.of(),
                        Set.of());
        Score score = Score.of(expected, result("fault", List.of("port"), List.of(), ""));

        assertThat(score.right()).isTrue();
        assertThat(score.affected()).isNull();
        assertThat(score.mentionedShare()).isNull();
    }

    @Test
    void anInconclusiveVerdictIsWrongButItsCausesCount() {
        Score score = ofCauses("inconclusive", "stock-db");

        assertThat(score.verdict()).isFalse();
        assertThat(score.top1()).isTrue();
        assertThat(score.right()).isTrue();
    }

    @Test
    void aVerdictOfNoFaultHasNoCause() {
        Score score = ofCauses("no_fault", "stock-db");

        assertThat(score.cause()).isZero();
        assertThat(score.right()).isFalse();
    }

    @Test
    void aForbiddenNameAmongTheCausesSpoilsIt() {
        Score score = ofCauses("fault", "stock-db", "batch");

        assertThat(score.top1()).isTrue();
        assertThat(score.forbidden()).containsExactly("batch");
        assertThat(score.right()).isFalse();
    }

    @Test
    void aForbiddenNameInTheAnswerAloneIsNoCause() {
        Score score =
                Score.of(
                        fault(),
                        result("fault", List.of("stock-db"), BOTH, ANSWER + " It is not batch."));

        assertThat(score.right()).isTrue();
    }

    @Test
    void anAffectedEntityTooManyCostsPrecision() {
        Affected affected = ofAffected(fault(), "SVC-1", "SVC-2", "SVC-3", "SVC-4", "SVC-4");

        assertThat(affected)
                .isEqualTo(new Affected(0.5, 1, 4.0 / 6, List.of(), List.of("SVC-3", "SVC-4")));
    }

    @Test
    void anAffectedEntityTooFewCostsRecall() {
        assertThat(ofAffected(fault(), "SVC-2"))
                .isEqualTo(new Affected(1, 0.5, 2.0 / 3, List.of("SVC-1"), List.of()));
    }

    @Test
    void nothingOrOnlyWrongOnesIsZero() {
        assertThat(ofAffected(fault())).isEqualTo(new Affected(0, 0, 0, BOTH, List.of()));
        assertThat(ofAffected(fault(), "SVC-4"))
                .isEqualTo(new Affected(0, 0, 0, BOTH, List.of("SVC-4")));
    }

    @Test
    void whatLiesBetweenTheCauseAndTheAffectedMayBeNamed() {
        assertThat(ofAffected(fault(), "SVC-1", "SVC-2", "stock", "host-1", "unheard-of"))
                .isEqualTo(new Affected(1, 1, 1, List.of(), List.of()));
    }

    @Test
    void theCauseMayCountAmongWhatItAffects() {
        ExpectedFinding expected =
                new ExpectedFinding(
                        "a",
                        "t",
                        true,
                        List.of("SVC-3"),
                        List.of(),
                        List.of(),
                        Set.of("SVC-1", "SVC-2"),
                        Set.of("SVC-1", "SVC-2", "SVC-3", "SVC-4"));

        assertThat(ofAffected(expected, "SVC-1", "SVC-2", "SVC-3").precision()).isEqualTo(1);
    }

    @Test
    void withoutAFaultTheVerdictIsWhatCounts() {
        Score right =
                Score.of(quiet(), result("no_fault", List.of(), List.of(), "The shop is fine."));
        Score alarm =
                Score.of(quiet(), result("fault", List.of("x"), List.of(), "The shop burns."));
        Score doubt = Score.of(quiet(), result("inconclusive", List.of(), List.of(), "The shop?"));

        assertThat(right).isEqualTo(new Score(true, true, null, null, List.of(), 1, List.of()));
        assertThat(right.top1()).isNull();
        assertThat(right.top3()).isNull();
        assertThat(alarm.right()).isFalse();
        assertThat(doubt.right()).isFalse();
        assertThat(doubt.verdict()).isFalse();
    }

    @Test
    void withoutAFaultAForbiddenNameSpoilsItToo() {
        Score score =
                Score.of(
                        quiet(),
                        result("no_fault", List.of("batch"), List.of(), "The shop is fine."));

        assertThat(score.forbidden()).containsExactly("batch");
        assertThat(score.right()).isFalse();
    }

    @Test
    void aFailedSessionScoresNothing() {
        Score score = Score.of(fault(), Samples.failed("cut off"));

        assertThat(score)
                .isEqualTo(
                        new Score(
                                false,
                                false,
                                0,
                                new Affected(0, 0, 0, BOTH, List.of()),
                                List.of("stock-db", "stock"),
                                2,
                                List.of()));
        assertThat(Score.of(quiet(), Samples.failed("cut off")).right()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    The stock service is slow,   true
                    Stock.,                      true
                    `stock`|_stock_|(stock),     true
                    stock-db is slow,            false
                    overstocked,                 false
                    old-stock,                   false
                    eu.stock,                    false
                    stock2,                      false
                    größerstock,                 false
                    '',                          false
                    """)
    void aNameIsFoundOnlyAsAWholeWord(String answer, boolean found) {
        Score score = Score.of(fault(), result("fault", List.of("stock-db"), BOTH, answer));

        assertThat(!score.unnamed().contains("stock")).isEqualTo(found);
    }
}
