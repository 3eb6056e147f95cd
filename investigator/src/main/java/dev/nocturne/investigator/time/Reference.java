package dev.nocturne.investigator.time;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What the times of a text are understood by.
 *
 * @param now when the text is read: the clock's time for a live environment, the end of the data
 *     for recorded ones
 * @param zone the zone of times for which the text names none
 */
public record Reference(Instant now, ZoneId zone) {}
