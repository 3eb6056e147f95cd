package dev.nocturne.core.session;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a turn's run was cut off before the turn had ended. */
public enum StopCause {
    /** The server was stopped in good order. */
    SHUTDOWN,

    /** The process died, and nothing says of what. */
    CRASH,

    /** The process died because it had no memory left. */
    OUT_OF_MEMORY,

    /** The process lives; another writer had the session for a while. */
    HANDOVER;

    /** The name in the log, e.g. {@code out_of_memory}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Version 0.1 did not say why; it counted each stop as a crash. */
    static StopCause of(@Nullable String wireName) {
        for (StopCause cause : values()) {
            if (cause.wireName().equals(wireName)) {
                return cause;
            }
        }
        return CRASH;
    }
}
