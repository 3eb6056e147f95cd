package dev.nocturne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private final TimeSpan hour = new TimeSpan(START, START.plus(Duration.ofHours(1)));

    @Test
    void strengthGrowsEvenlyThenHoldsThenIsGone() {
        Episode episode = new Episode(hour, Duration.ofMinutes(20));
        assertThat(episode.strength(START.minusSeconds(1))).isZero();
        assertThat(episode.strength(START.plus(Duration.ofMinutes(5)))).isEqualTo(0.25);
        assertThat(episode.strength(START.plus(Duration.ofMinutes(40)))).isEqualTo(1);
        assertThat(episode.strength(hour.to())).isZero();
    }

    @Test
    void withoutARampItIsThereInFullAtOnce() {
        assertThat(new Episode(hour, Duration.ZERO).strength(START)).isEqualTo(1);
    }
}
