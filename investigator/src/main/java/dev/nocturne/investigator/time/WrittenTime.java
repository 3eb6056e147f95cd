package dev.nocturne.investigator.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time as it stands in a text, before it is decided what its words leave out.
 *
 * @param from where it begins in the text
 * @param until where the text goes on after it
 */
record WrittenTime(int from, int until, Words words) {

    sealed interface Words {

        /** At least one of day and clock is there. */
        record Calendar(@Nullable Day day, @Nullable Clock clock, @Nullable Zone zone)
                implements Words {}

        /** Seconds or fractions of them since 1970. */
        record Epoch(Instant instant) implements Words {}

        /** "10 minutes ago", "since 2 hours". */
        record Ago(Duration length) implements Words {}
    }
}
