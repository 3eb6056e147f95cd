package dev.nocturne.environment.alarm;

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

    /** Reads a word for a severity, as alarms and logs have them; nothing for another word. */
    public static Optional<Severity> read(String word) {
        return AlarmWords.severity(word);
    }

    /** Reads a word for a state, such as {@code firing}; nothing for another word. */
    public static Optional<Severity> readState(String word) {
        return AlarmWords.state(word);
    }
}
