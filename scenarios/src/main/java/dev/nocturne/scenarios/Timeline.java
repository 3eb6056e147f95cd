package dev.nocturne.scenarios;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The time a pack covers and when its series are sampled: coarsely, and finely in some windows. */
public record Timeline(Window all, Duration coarse, Duration fine, List<Window> fineWindows) {

    /** In ascending order. */
    public List<Instant> samples() {
        List<Instant> samples = new ArrayList<>();
        Instant time = all.from();
        for (long n = 0; all.contains(time); time = all.from().plus(fine.multipliedBy(++n))) {
            if (fine.multipliedBy(n).toMillis() % coarse.toMillis() == 0 || isFine(time)) {
                samples.add(time);
            }
        }
        return samples;
    }

    private boolean isFine(Instant time) {
        return fineWindows.stream().anyMatch(window -> window.contains(time));
    }

    /**
     * How busy people are at this time of the day: 0 at four in the morning, 1 at four in the
     * afternoon.
     */
    public static double dayCurve(Instant time) {
        double hour = time.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
        return 0.5 - 0.5 * StrictMath.cos((hour - 4) / 24 * 2 * StrictMath.PI);
    }
}
