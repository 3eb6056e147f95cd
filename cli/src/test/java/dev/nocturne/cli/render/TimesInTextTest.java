package dev.nocturne.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimesInTextTest {
    private final TimesInText oslo = in("Europe/Oslo");

    private static TimesInText in(String zone) {
        return new TimesInText(new Times(Instant.parse("2026-06-17T08:00:00Z"), ZoneId.of(zone)));
    }

    @Test
    void aDatedTimeIsShownByTheReadersClockWithUtcBesideIt() {
        assertThat(oslo.show("failing since 14:37:13 UTC on 16 June 2026 [E6]."))
                .isEqualTo("failing since 16:37:13 on 16 June 2026 (UTC+2; 14:37:13 UTC) [E6].");
    }

    @Test
    void aTimeWithoutADateIsOnTheDayOfTheLastDatedOne() {
        oslo.show("14:37:13 UTC on 16 January 2026");
        assertThat(oslo.show("- 14:40 UTC pump-1: off")).isEqualTo("- 15:40 (UTC+1) pump-1: off");
        assertThat(oslo.show("- 23:30:00 UTC pump-1: off"))
                .isEqualTo("- 00:30:00 on 17 January 2026 (UTC+1) pump-1: off");
    }

    @Test
    void theFirstTimesOfAnIntervalHaveTheDateOfItsEnd() {
        assertThat(oslo.show("between 14:36:50 UTC and 14:40:00 UTC on 16 June 2026"))
                .isEqualTo(
                        "between 16:36:50 (UTC+2) and 16:40:00 on 16 June 2026 (UTC+2; 14:40:00 UTC)");
    }

    @Test
    void nothingChangesWithoutADateOrForAReaderInUtc() {
        assertThat(oslo.show("until 14:37 UTC")).isEqualTo("until 14:37 UTC");
        assertThat(in("UTC").show("14:37:13 UTC on 16 June 2026"))
                .isEqualTo("14:37:13 UTC on 16 June 2026");
        assertThat(oslo.show("at 14:37:13 UTC on 61 Juny 2026"))
                .isEqualTo("at 14:37:13 UTC on 61 Juny 2026");
    }
}
