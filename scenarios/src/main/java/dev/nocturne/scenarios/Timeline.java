package dev.nocturne.scenarios;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The time span that a pack covers and its sampling interval: coarse, except in some finer spans.
 */
public record Timeline(TimeSpan all, Duration coarse, Duration fine, List<TimeSpan> fineSpans) {

    /** The times of all samples, ascending. */
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
        return fineSpans.stream().anyMatch(span -> span.contains(time));
    }

    /** Human activity over the day (UTC): a cosine from 0 at 04:00 to 1 at 16:00. */
    public static double dayCurve(Instant time) {
        double hour = time.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
        return 0.5 - 0.5 * StrictMath.cos((hour - 4) / 24 * 2 * StrictMath.PI);
    }
}
