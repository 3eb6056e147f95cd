package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Window;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final long NOW = 1_700_000_007_000L;
    private static final long SCRAPE = 15_000;
    private static final long HOUR = 3_600_000;

    @Test
    void theLastTimeIsTheLastScrapeAndTheOthersLeadToIt() {
        Grid grid = Grid.of(new Window(NOW - HOUR, NOW + HOUR), NOW, SCRAPE);
        assertThat(grid.until()).isEqualTo(NOW / SCRAPE * SCRAPE);
        assertThat((grid.until() - grid.from()) % grid.step()).isZero();
        assertThat(grid.step()).isEqualTo(SCRAPE);
        assertThat(grid.from()).isBetween(NOW - HOUR, NOW - HOUR + SCRAPE);
        assertThat(grid.rateWindow()).isEqualTo("60s");
    }

    @Test
    void anyTimeBeginsSoManyScrapesAgo() {
        Grid grid = Grid.of(new Window(Long.MIN_VALUE, Long.MAX_VALUE), NOW, SCRAPE);
        assertThat(grid.until() - grid.from()).isBetween(599 * SCRAPE, 600 * SCRAPE);
    }

    @Test
    void aWholeDayIsGivenWithTimesFartherApart() {
        Grid grid = Grid.whole(new Window(NOW - 24 * HOUR, NOW), NOW, SCRAPE);
        assertThat(grid.until() - grid.from()).isGreaterThan(23 * HOUR);
        assertThat((grid.until() - grid.from()) / grid.step()).isLessThanOrEqualTo(600);
    }

    @Test
    void aTimeThatIsToComeHasNoTimes() {
        assertThat(Grid.of(new Window(NOW + HOUR, NOW + 2 * HOUR), NOW, SCRAPE).isEmpty()).isTrue();
    }

    @Test
    void ratesOfQuickScrapesAreTakenOverHalfAMinute() {
        assertThat(Grid.of(new Window(NOW - HOUR, NOW), NOW, 1_000).rateWindow()).isEqualTo("30s");
    }

    @Test
    void anyWindowAndPaceGiveAtMostSomeHundredTimesWithinTheWindow() {
        long seed = 16;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            long from = NOW - random.nextLong(30 * 24 * HOUR);
            long until = from + random.nextLong(1, 30 * 24 * HOUR);
            long pace = random.nextLong(1, 600) * 1_000;
            Grid grid = Grid.of(new Window(from, until), NOW, pace);
            String of = "seed " + seed + ", " + i + ": " + grid;
            assertThat(grid.isEmpty()).as(of).isFalse();
            assertThat((grid.until() - grid.from()) / grid.step()).as(of).isBetween(0L, 600L);
            assertThat(grid.until()).as(of).isLessThanOrEqualTo(Math.min(until, NOW));
            assertThat(grid.step() % pace).as(of).isZero();
        }
    }
}
