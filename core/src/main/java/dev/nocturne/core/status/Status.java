package dev.nocturne.core.status;

import java.util.Locale;
import java.util.Optional;

/** The status of a session. */
public enum Status {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    FAILED,
    CANCELLED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this wire name, if there is one. */
    public static Optional<Status> of(String wireName) {
        for (Status status : values()) {
            if (status.wireName().equals(wireName)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** Whether a turn is in progress. */
    public boolean isRunning() {
        return this == IN_PROGRESS;
    }
}
