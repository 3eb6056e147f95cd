package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import java.util.List;

/** What becomes of a command. */
sealed interface Decision {
    /** These facts follow, in this order; none when there is nothing to do. */
    record Accepted(List<Fact> facts) implements Decision {}

    record Refused(ErrorCode code, String detail) implements Decision {}
}
