package dev.nocturne.core.session;

import java.util.Locale;
import java.util.Optional;

/** Where a session stands. */
public enum Status {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    FAILED,
    CANCELLED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that wire name, if there is one. */
    public static Optional<Status> of(String wireName) {
        for (Status status : values()) {
            if (status.wireName().equals(wireName)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** Whether a turn is going on. */
    public boolean running() {
        return this == IN_PROGRESS;
    }
}
