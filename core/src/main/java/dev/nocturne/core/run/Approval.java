package dev.nocturne.core.run;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person is to be asked before a tool call's body runs.
 *
 * @param arguments what would be done, shown to that person; a call whose arguments take more than
 *     {@link #MOST_ARGUMENT_BYTES} as JSON fails as {@code approval_too_large}, since nobody can
 *     consent to what is not shown
 * @param patience after which it counts as denied; at most {@link #MOST_PATIENCE}
 */
public record Approval(ObjectNode arguments, Duration patience) {
    /** Bytes of arguments: a few screens, which is more than a person reads. */
    public static final int MOST_ARGUMENT_BYTES = 8 * 1024;

    /** A week: over a long weekend, and the incident is another one by then. */
    public static final Duration MOST_PATIENCE = Duration.ofDays(7);

    /** Open approvals of a session at once: more is no decision but a rubber stamp. */
    public static final int MOST_OPEN = 20;
}
