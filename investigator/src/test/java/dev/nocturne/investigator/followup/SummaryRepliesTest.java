package dev.nocturne.investigator.followup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryRepliesTest {
    @Test
    void longWordsAreCutBetweenCharactersOfTwoUnits() {
        for (String before : new String[] {"", "x"}) {
            String cut = SummaryReplies.cut(before + "🔥".repeat(200));
            assertThat(cut.length()).isBetween(100, 120);
            assertThat(cut).endsWith("🔥...");
            assertThat(cut.codePoints())
                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }
}
