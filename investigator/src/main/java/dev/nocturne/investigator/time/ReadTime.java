package dev.nocturne.investigator.time;

import java.time.Instant;
import java.util.List;

/**
 * A time that a text names.
 *
 * @param from where it begins in the text
 * @param until where the text goes on after it
 * @param instant its midnight where only a day is written
 * @param precision how it is written
 * @param dated whether the text says the day; "today" does not
 * @param assumptions a sentence for each thing that the words leave out and that was assumed
 */
public record ReadTime(
        int from,
        int until,
        Instant instant,
        Precision precision,
        boolean dated,
        List<String> assumptions) {
    public ReadTime {
        assumptions = List.copyOf(assumptions);
    }

    /** How a time is written. */
    public enum Precision {
        DAY,
        CLOCK,
        /** As a length of time before another time: "10 minutes ago". */
        LENGTH
    }
}
