package dev.nocturne.investigator.wording;

import dev.nocturne.investigator.signal.Deviation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Numbers, times and lists in words. */
public final class Say {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC on' d MMMM uuuu", Locale.ENGLISH);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private Say() {}

    /** For programs: ISO-8601 in UTC, to the second. */
    public static String iso(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For programs: an ISO-8601 interval. */
    public static String interval(long from, long until) {
        return iso(from) + "/" + iso(until);
    }

    /** {@code 14:37:13 UTC on 16 June 2026}. */
    public static String dateTime(long millis) {
        return MOMENT.format(utc(millis));
    }

    /** {@code 14:37:13 UTC}, with the date where it is not the day of {@code reference}. */
    public static String time(long millis, long reference) {
        return sameDay(millis, reference) ? TIME.format(utc(millis)) : dateTime(millis);
    }

    /**
     * {@code between 14:35:41 UTC and 14:41:00 UTC on 16 June 2026}; {@code at 14:41:00 UTC on 16
     * June 2026} where both are the same.
     */
    public static String between(long from, long until) {
        if (from / 1000 == until / 1000) {
            return "at " + dateTime(until);
        }
        return "between "
                + (sameDay(from, until) ? TIME.format(utc(from)) : dateTime(from))
                + " and "
                + dateTime(until);
    }

    /** {@code 16 June 2026}. */
    public static String date(long millis) {
        return DATE.format(utc(millis));
    }

    /** For queries: {@code between 2026-06-16T11:21:00Z and 2026-06-16T11:31:00Z}. */
    public static String isoBetween(long from, long until) {
        return "between " + iso(from) + " and " + iso(until);
    }

    private static ZonedDateTime utc(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    }

    private static boolean sameDay(long a, long b) {
        return utc(a).toLocalDate().equals(utc(b).toLocalDate());
    }

    /** About four digits, without an exponent where that is readable. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        if (size >= 1000 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return size >= 1
                ? String.format(Locale.ROOT, "%.2f", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    /** {@code 24,700}. */
    public static String amount(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    public static String percent(double share) {
        if (share > 0 && share < 0.005) {
            return "under 1%";
        }
        return share >= 0.995 ? "over 99%" : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }

    /** A probability in words, with its figure: {@code almost certain (over 99%)}. */
    public static String certainty(double share) {
        String words =
                share >= 0.95
                        ? "almost certain"
                        : share >= 0.75
                                ? "likely"
                                : share >= 0.5
                                        ? "more likely than not"
                                        : "the best explanation, but others are possible";
        return words + " (" + percent(share) + ")";
    }

    /** The first few, and how many more. */
    public static String list(List<String> items, int most) {
        if (items.size() <= most) {
            return String.join(", ", items);
        }
        return String.join(", ", items.subList(0, most))
                + " and "
                + (items.size() - most)
                + " more";
    }

    /** {@code RxPowerDbm -40 (usually -7.1)}. */
    public static String deviation(Deviation deviation) {
        return deviation.column()
                + " "
                + number(deviation.shown())
                + " (usually "
                + number(deviation.usualValue())
                + ")";
    }

    /** One or many. */
    public static String count(int count, String one, String many) {
        return amount(count) + " " + (count == 1 ? one : many);
    }
}
