package dev.nocturne.investigator.time;

import java.time.ZoneId;

/** The zone that is written beside a time or anywhere else in a text. */
sealed interface Zone {

    record Known(ZoneId id) implements Zone {}

    /** An abbreviation that several zones share, such as IST. */
    record Ambiguous(String abbreviation) implements Zone {}
}
