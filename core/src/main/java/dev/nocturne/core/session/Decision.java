package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import java.util.List;

/** The decision on a command. */
sealed interface Decision {
    /** The command leads to these facts, in this order; to none if there is nothing to do. */
    record Accepted(List<Fact> facts) implements Decision {}

    record Refused(ErrorCode code, String detail) implements Decision {}
}
