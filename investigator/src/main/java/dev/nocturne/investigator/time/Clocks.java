package dev.nocturne.investigator.time;

import java.time.LocalTime;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds times of day. */
final class Clocks {
    private static final Pattern HOUR_MINUTE =
            Pattern.compile(
                    "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?![\\d]|:\\d)(?:[ ]{0,2}([AaPp])\\.?[Mm]\\b\\.?)?");

    /** {@code 5 PM}. */
    private static final Pattern HOUR_OF_HALF =
            Pattern.compile("(\\d{1,2})[ ]{0,2}([AaPp])\\.?[Mm]\\b\\.?");

    /** {@code 14 Uhr}, {@code 14.30 Uhr}, {@code 14h30}, {@code 5 o'clock}. */
    private static final Pattern HOUR_WORD =
            Pattern.compile(
                    "(\\d{1,2})(?:(?:[.:](\\d{2}))?[ ]{0,2}(?:[Uu]hr|o'clock)\\b|h(\\d{2})\\b)");

    /** {@code 1437 UTC}, {@code 1437Z}. */
    private static final Pattern FOUR_DIGITS =
            Pattern.compile("(\\d{2})(\\d{2})(?=[ ]?(?:Z|UTC|GMT|[Uu]hr)\\b)");

    /** After the {@code T} of a day without separators. */
    private static final Pattern BASIC =
            Pattern.compile("(\\d{2})(\\d{2})(?:(\\d{2})(?:[.,](\\d{1,9}))?)?(?!\\d)");

    private static final Pattern IN_WORDS =
            Pattern.compile(
                    "([\\p{L}\\d-]{1,12})(?: minutes?| min)? (\\p{L}{2,6}) ([\\p{L}\\d]{1,7})\\b(?! ?(?:\\p{L}+ )?(?:s|sec|m|min|minutes?|hours?|h|d|days?)\\b)",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern HALF_OF =
            Pattern.compile(
                    "(\\p{L}{4}) (\\p{L}{3,6}|\\d{1,2})\\b", Pattern.UNICODE_CHARACTER_CLASS);

    /** Minutes of half a day. */
    private static final int HALF_DAY = 12 * 60;

    private Clocks() {}

    /**
     * The time of day that begins there; null if none does.
     *
     * @param announced whether the word before it lets a time be expected; numbers in words are one
     *     only then
     */
    static @Nullable Found<Clock> at(String text, int from, boolean announced) {
        if (!Character.isDigit(text.charAt(from))) {
            return announced ? inWords(text, from) : null;
        }
        Matcher m = Days.match(HOUR_MINUTE, text, from);
        if (m != null) {
            return clock(m.group(1), m.group(2), m.group(3), m.group(4), m.group(5), m.end());
        }
        m = Days.match(HOUR_OF_HALF, text, from);
        if (m != null) {
            return clock(m.group(1), null, null, null, m.group(2), m.end());
        }
        m = Days.match(HOUR_WORD, text, from);
        if (m != null) {
            String minutes = m.group(2) != null ? m.group(2) : m.group(3);
            return clock(m.group(1), minutes, null, null, null, m.end());
        }
        m = Days.match(FOUR_DIGITS, text, from);
        if (m != null) {
            return clock(m.group(1), m.group(2), null, null, null, m.end());
        }
        return announced ? inWords(text, from) : null;
    }

    /** A time of day without separators, as it follows a day without separators. */
    static @Nullable Found<Clock> basic(String text, int from) {
        Matcher m = Days.match(BASIC, text, from);
        return m == null
                ? null
                : clock(m.group(1), m.group(2), m.group(3), m.group(4), null, m.end());
    }

    private static @Nullable Found<Clock> clock(
            String hours,
            @Nullable String minutes,
            @Nullable String seconds,
            @Nullable String fraction,
            @Nullable String half,
            int until) {
        int hour = Integer.parseInt(hours);
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
        int second = seconds == null ? 0 : Integer.parseInt(seconds);
        boolean halves = half != null && hour >= 1 && hour <= 12;
        if (half != null && halves) {
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        // The 60th second is a leap second; clocks of most systems repeat the 59th instead.
        if (hour > 23 || minute > 59 || second > 60) {
            return null;
        }
        int nanos =
                fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        return new Found<>(
                new Clock(LocalTime.of(hour, minute, Math.min(second, 59), nanos), false, halves),
                until);
    }

    private static @Nullable Found<Clock> inWords(String text, int from) {
        Matcher half = Days.match(HALF_OF, text, from);
        if (half != null && TimeWords.is("half of", lower(half.group(1)))) {
            OptionalInt hour = hour(half.group(2));
            if (hour.isPresent()) {
                return around(hour.getAsInt(), -30, half.end());
            }
        }
        Matcher m = Days.match(IN_WORDS, text, from);
        if (m == null) {
            return null;
        }
        OptionalInt minutes = TimeWords.number(lower(m.group(1)));
        OptionalInt hour = hour(m.group(3));
        boolean past = TimeWords.is("past", lower(m.group(2)));
        boolean to = TimeWords.is("to", lower(m.group(2)));
        boolean usual =
                minutes.isPresent() && minutes.getAsInt() % 5 == 0 && minutes.getAsInt() <= 30;
        return usual && hour.isPresent() && past != to
                ? around(hour.getAsInt(), past ? minutes.getAsInt() : -minutes.getAsInt(), m.end())
                : null;
    }

    private static OptionalInt hour(String word) {
        OptionalInt number = TimeWords.number(lower(word));
        return number.isPresent() && number.getAsInt() >= 1 && number.getAsInt() <= 12
                ? number
                : OptionalInt.empty();
    }

    private static Found<Clock> around(int hour, int minutes, int until) {
        int ofHalf = Math.floorMod(60 * hour + minutes, HALF_DAY);
        return new Found<>(new Clock(LocalTime.of(ofHalf / 60, ofHalf % 60), true, false), until);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
