package dev.nocturne.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.bench.result.Row.Verdict;
import org.junit.jupiter.api.Test;

class RowTest {
    private static Row row(Target target) {
        return Row.beside(
                "what",
                Measurements.of("ms", 10, 40, 30),
                "beside",
                Measurements.of("ms", 10, 20, 10),
                target);
    }

    @Test
    void aRatioIsTakenRoundByRound() {
        Measurements ratio = row(Target.none()).ratio();
        assertThat(ratio).isEqualTo(Measurements.of("x", 1, 2, 3));
    }

    @Test
    void theMedianIsWhatIsJudged() {
        assertThat(row(Target.ratioAtMost(2)).verdict()).isEqualTo(Verdict.MET);
        assertThat(row(Target.ratioAtMost(1.9)).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(row(Target.ratioAtLeast(2)).verdict()).isEqualTo(Verdict.MET);
        assertThat(row(Target.ratioAtLeast(2.1)).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(row(Target.atMost(30)).verdict()).isEqualTo(Verdict.MET);
        assertThat(row(Target.atMost(29)).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(row(Target.none()).verdict()).isEqualTo(Verdict.REPORTED);
    }

    @Test
    void aMissSaysByHowMuch() {
        assertThat(row(Target.ratioAtMost(1)).shortfall()).isEqualTo("2.00 times it");
        assertThat(row(Target.ratioAtLeast(4)).shortfall()).isEqualTo("0.50 of it");
        assertThat(row(Target.ratioAtLeast(1)).shortfall()).isEmpty();
    }

    @Test
    void aMissWithoutAKnownReasonSaysWhetherTheRoundsAgree() {
        assertThat(row(Target.ratioAtMost(1.5)).why()).contains("both sides");
        assertThat(row(Target.ratioAtLeast(2.5)).why()).contains("both sides");
        assertThat(row(Target.atMost(9)).why()).contains("all rounds miss it");
        assertThat(row(Target.atMost(9)).because("of that.").why()).isEqualTo("of that.");
        assertThat(row(Target.atMost(30)).why()).isEmpty();
    }

    @Test
    void numbersKeepThreeDigits() {
        assertThat(Measurements.of("ms", 12.345).toString()).isEqualTo("12.3 ms");
        assertThat(Measurements.of("/s", 48_512, 40_000, 51_000).toString())
                .isEqualTo("48,512 /s [40,000 51,000]");
        assertThat(Measurements.of("x", 0.9876).toString()).isEqualTo("0.988x");
    }
}
