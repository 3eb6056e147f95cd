package dev.nocturne.investigator.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Series;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PastTest {
    /** So many values at that pace, and the incident right after them. */
    private static boolean isYoung(int count, long pace) {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = i * pace;
        }
        return Past.isYoung(
                new Series("T", "m", "e", Map.of(), times, new double[count]), count * pace);
    }

    @Test
    void twoHoursShowWhatIsUsualIfThereAreSomeValues() {
        assertThat(isYoung(8, 15 * 60_000)).isFalse();
        assertThat(isYoung(7, 60 * 60_000)).isTrue();
        assertThat(isYoung(30, 60_000)).isTrue();
        assertThat(isYoung(119, 60_000)).isTrue();
        assertThat(isYoung(120, 60_000)).isFalse();
    }

    @Test
    void manyValuesInAShorterTimeDoToo() {
        assertThat(isYoung(60, 15_000)).isFalse();
        assertThat(isYoung(59, 15_000)).isTrue();
        assertThat(isYoung(60, 31_000)).isTrue();
    }

    @Test
    void whatWasNotMeasuredBeforeIsYoung() {
        assertThat(isYoung(0, 1)).isTrue();
    }
}
