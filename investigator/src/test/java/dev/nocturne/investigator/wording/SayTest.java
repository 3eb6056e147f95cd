package dev.nocturne.investigator.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SayTest {
    private static final long NOON = Instant.parse("2026-06-16T12:00:00Z").toEpochMilli();

    @Test
    void aTimeOfTheSameDayHasNoDate() {
        assertThat(Say.time(NOON + 1_000, NOON)).isEqualTo("12:00:01 UTC");
        assertThat(Say.time(NOON - 86_400_000, NOON)).isEqualTo("12:00:00 UTC on 15 June 2026");
        assertThat(Say.between(NOON - 60_000, NOON))
                .isEqualTo("between 11:59:00 UTC and 12:00:00 UTC on 16 June 2026");
    }

    @Test
    void thousandsAreGroupedOneWayEverywhere() {
        assertThat(Say.amount(299_850)).isEqualTo("299,850");
        assertThat(Say.number(24_700)).isEqualTo("24,700");
        assertThat(Say.number(-39.98)).isEqualTo("-39.98");
        assertThat(Say.count(1_200, "entity", "entities")).isEqualTo("1,200 entities");
    }
}
