package dev.nocturne.scenarios;

import java.time.Duration;
import java.time.Instant;

/** A span of time, its start included and its end not. */
public record Window(Instant from, Instant to) {
    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalStateException("empty window: " + from + " to " + to);
        }
    }

    public static Window of(String from, String to) {
        return new Window(Instant.parse(from), Instant.parse(to));
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
