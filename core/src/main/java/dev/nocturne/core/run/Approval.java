package dev.nocturne.core.run;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a person for approval before a tool call's body runs.
 *
 * @param arguments the arguments of the call, shown to that person; a call whose arguments take
 *     more than {@link #MOST_ARGUMENT_BYTES} as JSON fails as {@code approval_too_large}, since
 *     they could not be shown in full
 * @param patience the time after which the approval expires; at most {@link #MOST_PATIENCE}
 */
public record Approval(ObjectNode arguments, Duration patience) {
    /** Bytes of arguments: a few screens, which is more than a person reads. */
    public static final int MOST_ARGUMENT_BYTES = 8 * 1024;

    /** A week: longer than a long weekend, and after it the incident has changed. */
    public static final Duration MOST_PATIENCE = Duration.ofDays(7);

    /** The most open approvals of a session: more would be approved without being read. */
    public static final int MOST_OPEN = 20;
}
