package dev.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.bench.result.FigureOutcome;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final MachineConditions CONDITIONS =
            new MachineConditions("now", "cpu", 2, 8, "os", "java", List.of(), true, 1, 2, 0);

    private static String table(boolean smoke, Target target) {
        Row row =
                Row.beside(
                                "start",
                                Measurements.of("s", 3),
                                "bare",
                                Measurements.of("s", 1),
                                target)
                        .because("classes are loaded.");
        FigureOutcome outcome = new FigureOutcome("start", "about", List.of(row), "", 1);
        return new BenchReport(CONDITIONS, smoke, List.of(outcome), List.of()).table();
    }

    @Test
    void missedTargetsAreToldOnceMoreAfterTheTable() {
        assertThat(table(false, Target.ratioAtMost(2)))
                .endsWith(
                        """

                        Missed:
                        - start: start, beside bare: 3.00x instead of <= 2.00x (1.50 times it). Why: classes are loaded.
                        """);
        assertThat(table(false, Target.atMost(2)))
                .contains("beside bare: 3.00 s instead of <= 2.00 (1.50 times it).");
    }

    @Test
    void withoutAMissThereIsNoSuchList() {
        assertThat(table(false, Target.ratioAtMost(3))).doesNotContain("Missed");
        assertThat(table(true, Target.ratioAtMost(2))).doesNotContain("Missed");
    }
}
