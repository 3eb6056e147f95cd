package dev.nocturne.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimesTest {
    private final Times times =
            new Times(Instant.parse("2026-06-16T14:40:00Z"), ZoneId.of("Europe/Berlin"));

    @Test
    void timesAreInTheReadersZone() {
        assertThat(times.clock("2026-06-16T14:37:13.5Z")).isEqualTo("16:37:13 (UTC+2)");
        assertThat(times.clock("2026-01-16T14:37:13Z")).isEqualTo("2026-01-16 15:37 (UTC+1)");
        assertThat(times.date("2026-06-16T14:37:13Z")).isEqualTo("2026-06-16 16:37:13 (UTC+2)");
        Times india = new Times(times.now(), ZoneId.of("Asia/Kolkata"));
        assertThat(india.clock("2026-06-16T14:37:13Z")).isEqualTo("20:07:13 (UTC+5:30)");
        Times utc = new Times(times.now(), ZoneId.of("UTC"));
        assertThat(utc.clock("2026-06-16T14:37:13Z")).isEqualTo("14:37:13 (UTC)");
    }

    @Test
    void relativeTimesUseTheLargestUnit() {
        assertThat(times.relative("2026-06-16T14:39:48Z")).isEqualTo("12 s ago");
        assertThat(times.relative("2026-06-16T14:49:00Z")).isEqualTo("in 9 min");
        assertThat(times.relative("2026-06-16T14:40:00Z")).isEqualTo("now");
        assertThat(times.age("2026-06-16T11:30:00Z")).isEqualTo("3h");
        assertThat(times.age("2026-06-10T11:30:00Z")).isEqualTo("6d");
        // A clock that is behind the server's.
        assertThat(times.age("2026-06-16T14:41:00Z")).isEqualTo("0s");
    }

    @Test
    void aTextThatIsNoTimeStaysAsItIs() {
        assertThat(times.clock("soon")).isEqualTo("soon");
        assertThat(times.relative("")).isEmpty();
        assertThat(times.age("")).isEmpty();
    }
}
