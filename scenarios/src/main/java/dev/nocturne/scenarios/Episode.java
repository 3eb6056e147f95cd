package dev.nocturne.scenarios;

import java.time.Duration;
import java.time.Instant;

/**
 * Something temporary, such as a fault: its strength grows linearly over {@code ramp}, then stays
 * constant until the end.
 */
public record Episode(TimeSpan when, Duration ramp) {

    /** The strength at a time, from 0 (absent) to 1 (full). */
    public double strength(Instant time) {
        if (!when.contains(time)) {
            return 0;
        }
        double elapsed = Duration.between(when.from(), time).toMillis();
        return ramp.isZero() ? 1 : Figures.clamp(0, 1, elapsed / ramp.toMillis());
    }
}
