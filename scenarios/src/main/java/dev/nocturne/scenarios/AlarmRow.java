package dev.nocturne.scenarios;

import java.time.Instant;

/** One row of an alarm table. */
public record AlarmRow(
        Instant time, String entity, String label, String type, String severity, String text) {}
