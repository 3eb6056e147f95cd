package dev.nocturne.investigator.time;

import java.time.LocalTime;

/**
 * The time of day of a written time.
 *
 * @param eitherHalf whether the words do not say which half of the day: "ten to twelve"
 * @param halves whether it is written with am or pm, as in the United States
 */
record Clock(LocalTime time, boolean eitherHalf, boolean halves) {}
