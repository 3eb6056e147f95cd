package dev.nocturne.scenarios;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that comes, stays and goes: its strength grows evenly over {@code ramp}, then holds.
 */
public record Episode(Window when, Duration ramp) {

    /** From 0 (not there) to 1 (in full). */
    public double strength(Instant time) {
        if (!when.contains(time)) {
            return 0;
        }
        double elapsed = Duration.between(when.from(), time).toMillis();
        return ramp.isZero() ? 1 : Figures.clamp(0, 1, elapsed / ramp.toMillis());
    }
}
