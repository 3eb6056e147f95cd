package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import java.util.Arrays;

/** How much of a series lies before an incident. */
public final class Past {
    /** With fewer values there is nothing usual. */
    private static final int MIN_VALUES = 8;

    /** A shorter past may be the incident itself: usual needs to be longer than trouble. */
    private static final long MIN_SPAN = 2 * 3_600_000L;

    /** So many values at such a pace show what is usual in a shorter time. */
    private static final int MANY_VALUES = 60;

    private static final long DENSE = 30_000;

    private Past() {}

    /** Whether what was measured before the time does not show what is usual. */
    public static boolean isYoung(Series series, long time) {
        int at = Arrays.binarySearch(series.times(), time);
        int before = at < 0 ? -at - 1 : at;
        if (before < MIN_VALUES) {
            return true;
        }
        long span = time - series.times()[0];
        return span < MIN_SPAN && (before < MANY_VALUES || span / before > DENSE);
    }
}
