package dev.nocturne.investigator.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;

/** The day of a written time, as far as the words say. */
sealed interface Day {

    record Exact(LocalDate date) implements Day {}

    /** Three numbers of which the first two may be the day and the month in either order. */
    record EitherOrder(LocalDate dayFirst, LocalDate monthFirst) implements Day {}

    record Yearless(MonthDay day) implements Day {}

    /** Today, yesterday. */
    record Back(int days) implements Day {}

    /** The last such day. */
    record Weekday(DayOfWeek day) implements Day {}
}
