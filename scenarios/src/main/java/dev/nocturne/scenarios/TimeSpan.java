package dev.nocturne.scenarios;

import java.time.Duration;
import java.time.Instant;

/** A time span that includes its start and excludes its end. */
public record TimeSpan(Instant from, Instant to) {
    public TimeSpan {
        if (!from.isBefore(to)) {
            throw new IllegalStateException("empty time span: " + from + " to " + to);
        }
    }

    public static TimeSpan of(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
