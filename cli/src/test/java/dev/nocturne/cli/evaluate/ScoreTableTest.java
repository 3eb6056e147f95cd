package dev.nocturne.cli.evaluate;

import static dev.nocturne.cli.evaluate.Samples.failed;
import static dev.nocturne.cli.evaluate.Samples.fault;
import static dev.nocturne.cli.evaluate.Samples.judged;
import static dev.nocturne.cli.evaluate.Samples.quiet;
import static dev.nocturne.cli.evaluate.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the results look like. */
class ScoreTableTest {
    private static final List<ScoredAlert> RESULTS =
            List.of(
                    judged(
                            fault(),
                            result(
                                    "fault",
                                    List.of("batch", "stock-db"),
                                    List.of("SVC-1", "SVC-3"),
                                    "It is stock-db.")),
                    judged(fault(), failed("[tool_limit] too\n many \u001b[31mcalls")),
                    judged(quiet(), result("no_fault", List.of(), List.of(), "The shop is fine.")));

    private static String drawn(int columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new ScoreTable(new Screen(out, new Style(false), columns)).draw(RESULTS, columns);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyAlertIsARowAndWhatIsNotRightFollows() {
        assertThat(drawn(0))
                .isEqualTo(
                        """
                        ALERT          VERDICT  TOP-1  TOP-3  PRECISION  RECALL  F1    NAMED  FORBIDDEN  STEPS  SECONDS  TOKENS
                        default_alert  yes      no     yes    0.50       0.50    0.50  0.50   1          4      1.50     -
                        default_alert  no       no     no     0.00       0.00    0.00  0.00   0          1      0.50     -
                        peak_alert     yes      -      -      -          -       -     1.00   0          4      1.50     -
                        mean           0.67     0.00   0.50   0.25       0.25    0.25  0.50   0.33       3.00   1.17     -
                        default_alert: expected fault stock-db, got fault batch, stock-db
                        default_alert: reported as a cause, but is none: batch
                        default_alert: affected, but not reported: SVC-2
                        default_alert: reported as affected, but is not: SVC-3
                        default_alert: not in the answer: stock
                        default_alert: failed: [tool_limit] too many [31mcalls
                        """);
    }

    @Test
    void aNarrowTerminalLeavesOutColumnsAndSaysSo() {
        assertThat(drawn(80).lines())
                .first()
                .isEqualTo(
                        "ALERT          VERDICT  TOP-1  F1    NAMED  FORBIDDEN  STEPS  SECONDS  TOKENS");
        assertThat(drawn(80)).contains("A wider terminal shows TOP-3, PRECISION and RECALL too.");
        assertThat(drawn(200)).contains("RECALL  F1").doesNotContain("wider");
    }

    @Test
    void meansOfTokensAreOverTheRunsThatReportThem() {
        SessionResult outcome =
                new SessionResult(
                        "s1",
                        "fault",
                        List.of("stock-db"),
                        List.of(),
                        "",
                        2,
                        0.25,
                        new SessionResult.Tokens(1000, 21),
                        null);
        List<ScoredAlert> all = List.of(judged(fault(), outcome), judged(quiet(), failed("gone")));

        assertThat(Measure.TOKENS.cell(all.getFirst())).isEqualTo("1021");
        assertThat(Measure.TOKENS.cell(all.getLast())).isEqualTo("-");
        assertThat(Measure.TOKENS.mean(all)).isEqualTo(1021);
    }

    @Test
    void scriptsGetTheSameAsNumbers() {
        assertThat(ScoreJson.of(RESULTS.getFirst()).toString())
                .isEqualTo(
                        "{\"alert\":\"default_alert\",\"session\":\"s1\",\"right\":false,\"error\":null,"
                                + "\"expected\":{\"verdict\":\"fault\",\"root_causes\":[\"stock-db\"]},"
                                + "\"told\":{\"verdict\":\"fault\",\"root_causes\":[\"batch\",\"stock-db\"]},"
                                + "\"measures\":{\"verdict\":1.0,\"top_1\":0.0,\"top_3\":1.0,"
                                + "\"precision\":0.5,\"recall\":0.5,\"f1\":0.5,\"named\":0.5,"
                                + "\"forbidden\":1.0,\"steps\":4.0,\"seconds\":1.5,\"tokens\":null},"
                                + "\"affected_missed\":[\"SVC-2\"],\"affected_wrong\":[\"SVC-3\"],"
                                + "\"not_named\":[\"stock\"],\"forbidden\":[\"batch\"],\"tokens\":null}");
        assertThat(ScoreJson.of("shop", "builtin", RESULTS).toString())
                .startsWith(
                        "{\"pack\":\"shop\",\"orchestrator\":\"builtin\",\"alerts\":3,\"right\":1,"
                                + "\"failed\":1,\"means\":{\"verdict\":0.6667,\"top_1\":0.0,");
    }
}
