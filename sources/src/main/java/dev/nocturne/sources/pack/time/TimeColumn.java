package dev.nocturne.sources.pack.time;

import dev.nocturne.sources.pack.time.TimeFormat.Epoch;
import dev.nocturne.sources.pack.time.TimeFormat.Written;
import java.util.Collection;
import java.util.Optional;

/** Decides what format the times of a column have, from all its values and not one by one. */
public final class TimeColumn {

    /**
     * A decision.
     *
     * @param format absent when the column holds no times, or not for certain
     * @param remark what to say of it; empty when nothing
     */
    public record Decision(Optional<TimeFormat> format, String remark) {}

    private static final Decision NONE = new Decision(Optional.empty(), "");

    private TimeColumn() {}

    /** The format that all the values have. They are in the order of the file, none is missing. */
    public static Decision decide(Collection<String> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        if (all(values, TimeFormat.ISO)) {
            return new Decision(Optional.of(TimeFormat.ISO), "");
        }
        for (Epoch.Unit unit : Epoch.Unit.values()) {
            Epoch epoch = new Epoch(unit);
            if (all(values, epoch)) {
                return new Decision(Optional.of(epoch), "");
            }
        }
        return written(values);
    }

    private static Decision written(Collection<String> values) {
        Written dayFirst = new Written(true, "day.month.year");
        Written monthFirst = new Written(false, "month/day/year");
        boolean canBeDayFirst = all(values, dayFirst);
        boolean canBeMonthFirst = all(values, monthFirst);
        if (!canBeDayFirst && !canBeMonthFirst) {
            return NONE;
        }
        boolean ordered = values.stream().anyMatch(v -> WrittenTimes.dayAndMonth(v).length > 0);
        if (!ordered) {
            return new Decision(Optional.of(new Written(true, "date and time in words")), "");
        }
        if (canBeDayFirst
                && (!canBeMonthFirst || values.stream().allMatch(WrittenTimes::hasPoints))) {
            return new Decision(Optional.of(dayFirst), "");
        }
        if (!canBeDayFirst || values.stream().allMatch(WrittenTimes::hasHalfDays)) {
            return new Decision(Optional.of(monthFirst), "");
        }
        return ambiguous(values, dayFirst, monthFirst);
    }

    /** No number above 12: the order in which the rows stand may still say what comes first. */
    private static Decision ambiguous(
            Collection<String> values, Written dayFirst, Written monthFirst) {
        boolean sameDays =
                values.stream()
                        .map(WrittenTimes::dayAndMonth)
                        .allMatch(d -> d.length == 0 || d[0] == d[1]);
        boolean dayAscends = ascends(values, dayFirst);
        boolean monthAscends = ascends(values, monthFirst);
        if (sameDays) {
            return new Decision(Optional.of(dayFirst), "");
        }
        if (dayAscends == monthAscends) {
            return new Decision(
                    Optional.empty(),
                    "dates such as \""
                            + values.iterator().next()
                            + "\" can be day/month or month/day; write them as 2026-05-15");
        }
        Written taken = dayAscends ? dayFirst : monthFirst;
        return new Decision(
                Optional.of(taken),
                "dates such as \""
                        + values.iterator().next()
                        + "\" are taken as "
                        + (dayAscends ? "day/month" : "month/day")
                        + ", because the rows are in order of time then");
    }

    private static boolean ascends(Collection<String> values, TimeFormat format) {
        long last = Long.MIN_VALUE;
        for (String value : values) {
            long time = format.parse(value).orElse(Long.MIN_VALUE);
            if (time < last) {
                return false;
            }
            last = time;
        }
        return true;
    }

    private static boolean all(Collection<String> values, TimeFormat format) {
        return values.stream().allMatch(value -> format.parse(value).isPresent());
    }
}
