package dev.nocturne.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReasoningFilterTest {
    private static final String TEXT =
            "a[ORCHESTRATOR_THINKING]one[/ORCHESTRATOR_THINKING]b[ORCHESTRATOR_[c[ORCHESTRATOR_THINKING]two"
                    + "[/ORCHESTRATOR_THINKING]d[";

    @Test
    void anyCutOfTheTextGivesTheSame() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            ReasoningFilter filter = new ReasoningFilter();
            StringBuilder shown = new StringBuilder();
            for (int at = 0; at < TEXT.length(); ) {
                int next = Math.min(TEXT.length(), at + 1 + random.nextInt(12));
                shown.append(filter.accept(TEXT.substring(at, next)));
                at = next;
            }
            shown.append(filter.finish());
            assertThat(shown).hasToString("ab[ORCHESTRATOR_[cd[");
            assertThat(filter.takeReasoning()).isEqualTo("onetwo");
        }
    }

    @Test
    void aBlockNeverClosedIsReasoningToTheEnd() {
        assertThat(ReasoningFilter.strip("seen [ORCHESTRATOR_THINKING]and not seen"))
                .isEqualTo("seen ");
    }

    @Test
    void reasoningIsTakenOnceAndCut() {
        ReasoningFilter filter = new ReasoningFilter();
        filter.accept("[ORCHESTRATOR_THINKING]" + "x".repeat(5_000) + "[/ORCHESTRATOR_THINKING]");
        assertThat(filter.takeReasoning()).hasSize(ReasoningFilter.MAX_REASONING_CHARS);
        assertThat(filter.takeReasoning()).isEmpty();
    }
}
