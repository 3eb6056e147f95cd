package dev.nocturne.investigator.signal;

import java.util.Locale;
import java.util.Optional;

/** How bad an alarm says it is, mildest first. */
public enum Severity {
    /** The trouble is over. */
    CLEARED,
    INFO,
    WARNING,
    MINOR,
    MAJOR,
    CRITICAL;

    /** Reads a word of ITU-T X.733 or of log levels; nothing for another word. */
    public static Optional<Severity> read(String word) {
        return switch (word.strip().toUpperCase(Locale.ROOT)) {
            case "CRITICAL", "FATAL", "EMERGENCY", "BLOCKER", "SEV1", "P1", "DISASTER" ->
                    Optional.of(CRITICAL);
            case "MAJOR", "HIGH", "ERROR", "SEVERE", "SEV2", "P2" -> Optional.of(MAJOR);
            case "MINOR", "MEDIUM", "AVERAGE", "SEV3", "P3" -> Optional.of(MINOR);
            case "WARNING", "WARN", "LOW", "SEV4", "P4" -> Optional.of(WARNING);
            case "INFO", "INFORMATIONAL", "NOTICE", "INDETERMINATE", "DEBUG" -> Optional.of(INFO);
            case "CLEARED", "CLEAR", "OK", "RESOLVED", "NORMAL", "RECOVERED" ->
                    Optional.of(CLEARED);
            default -> Optional.empty();
        };
    }
}
