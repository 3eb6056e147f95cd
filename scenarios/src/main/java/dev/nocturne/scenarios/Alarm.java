package dev.nocturne.scenarios;

import java.time.Instant;

/** One row of an alert stream. */
public record Alarm(
        Instant time, String entity, String label, String type, String severity, String text) {}
