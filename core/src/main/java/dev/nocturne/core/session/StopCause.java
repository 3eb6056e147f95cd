package dev.nocturne.core.session;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a turn's run was cut off before the turn had ended. */
public enum StopCause {
    /** The server was shut down in an orderly way. */
    SHUTDOWN,

    /** The process died for an unknown reason. */
    CRASH,

    /** The process died because it ran out of memory. */
    OUT_OF_MEMORY,

    /** The process continued, but another writer had the session for a while. */
    HANDOVER;

    /** The name in the log, e.g. {@code out_of_memory}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The cause with this wire name. Logs without a cause are from version 0.1, which counted each
     * stop as a crash.
     */
    static StopCause of(@Nullable String wireName) {
        for (StopCause cause : values()) {
            if (cause.wireName().equals(wireName)) {
                return cause;
            }
        }
        return CRASH;
    }
}
