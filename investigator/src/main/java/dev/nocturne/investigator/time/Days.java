package dev.nocturne.investigator.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds days: by numbers in any usual order, with months in words, by name. */
final class Days {
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)");

    /** {@code 20260616T113100}: a day only if a clock time is joined to it. */
    private static final Pattern BASIC = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?=[Tt]\\d{4})");

    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\d:])");

    /** {@code 16.06.}: German, without a year. */
    private static final Pattern DAY_MONTH_POINTS =
            Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(?!\\d)");

    private static final Pattern DAY_WORD =
            Pattern.compile(
                    "(\\d{1,2})(?:st|nd|rd|th)?\\.?[-/ ]{1,2}(?:of )?(\\p{L}{3,10})\\.?(?:[-/ ,]{1,2}(\\d{4})(?!\\d)|-(\\d{2})(?![\\d:.-]))?");

    private static final Pattern WORD_DAY =
            Pattern.compile(
                    "(\\p{L}{3,9})\\.? {1,2}(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.])(?:,? {1,2}(\\d{4})(?![\\d:]))?");

    private static final Pattern WORD = Pattern.compile("\\p{L}{3,10}");

    /** Between the name of a day of the week and its date. */
    private static final Pattern AFTER_WEEKDAY = Pattern.compile("\\.?,? {1,2}");

    /** Times in alerts are of these years; other numbers are something else. */
    private static final int FIRST_YEAR = 1990;

    private static final int LAST_YEAR = 2100;

    private Days() {}

    /** The day that begins there; null if none does. */
    static @Nullable Found<Day> at(String text, int from) {
        Found<Day> numbers = Character.isDigit(text.charAt(from)) ? numbers(text, from) : null;
        return numbers != null ? numbers : words(text, from);
    }

    private static @Nullable Found<Day> numbers(String text, int from) {
        for (Pattern pattern : new Pattern[] {YEAR_FIRST, BASIC}) {
            Matcher date = match(pattern, text, from);
            if (date != null) {
                int last = date.groupCount();
                return exact(
                        number(date, 1), number(date, last - 1), number(date, last), date.end());
            }
        }
        Matcher yearLast = match(YEAR_LAST, text, from);
        if (yearLast != null) {
            return yearLast(yearLast);
        }
        Matcher points = match(DAY_MONTH_POINTS, text, from);
        if (points != null) {
            return yearless(number(points, 2), number(points, 1), points.end());
        }
        Matcher dayWord = match(DAY_WORD, text, from);
        return dayWord == null
                ? null
                : named(dayWord, dayWord.group(2), number(dayWord, 1), year(dayWord));
    }

    /** {@code 10-NOV-26}, as Oracle writes it, has two digits of it. */
    private static @Nullable String year(Matcher dayWord) {
        return dayWord.group(4) == null ? dayWord.group(3) : "20" + dayWord.group(4);
    }

    private static @Nullable Found<Day> words(String text, int from) {
        Matcher word = match(WORD, text, from);
        if (word == null) {
            return null;
        }
        String name = word.group().toLowerCase(Locale.ROOT);
        OptionalInt weekday = TimeWords.weekday(name);
        if (weekday.isPresent()) {
            Matcher gap = match(AFTER_WEEKDAY, text, word.end());
            Found<Day> date =
                    gap == null || gap.end() >= text.length() ? null : at(text, gap.end());
            return date != null && !(date.value() instanceof Day.Weekday)
                    ? date
                    : new Found<>(new Day.Weekday(DayOfWeek.of(weekday.getAsInt())), word.end());
        }
        OptionalInt back = TimeWords.daysBack(name);
        if (back.isPresent()) {
            return new Found<>(new Day.Back(back.getAsInt()), word.end());
        }
        Matcher wordDay = match(WORD_DAY, text, from);
        return wordDay == null
                ? null
                : named(wordDay, wordDay.group(1), number(wordDay, 2), wordDay.group(3));
    }

    private static @Nullable Found<Day> named(
            Matcher match, String monthName, int day, @Nullable String year) {
        OptionalInt month = TimeWords.month(monthName.toLowerCase(Locale.ROOT));
        if (month.isEmpty()) {
            return null;
        }
        return year == null
                ? yearless(month.getAsInt(), day, match.end())
                : exact(Integer.parseInt(year), month.getAsInt(), day, match.end());
    }

    private static @Nullable Found<Day> yearLast(Matcher date) {
        int written = number(date, 4);
        int year = written < 100 ? 2000 + written : written;
        LocalDate dayFirst = date(year, number(date, 3), number(date, 1));
        LocalDate monthFirst =
                date.group(2).equals(".") ? null : date(year, number(date, 1), number(date, 3));
        if (dayFirst == null || monthFirst == null || dayFirst.equals(monthFirst)) {
            LocalDate only = dayFirst != null ? dayFirst : monthFirst;
            return only == null ? null : new Found<>(new Day.Exact(only), date.end());
        }
        return new Found<>(new Day.EitherOrder(dayFirst, monthFirst), date.end());
    }

    private static @Nullable Found<Day> exact(int year, int month, int day, int until) {
        LocalDate date = date(year, month, day);
        return date == null ? null : new Found<>(new Day.Exact(date), until);
    }

    private static @Nullable Found<Day> yearless(int month, int day, int until) {
        try {
            return new Found<>(new Day.Yearless(MonthDay.of(month, day)), until);
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    static @Nullable LocalDate date(int year, int month, int day) {
        try {
            return year < FIRST_YEAR || year > LAST_YEAR ? null : LocalDate.of(year, month, day);
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    static @Nullable Matcher match(Pattern pattern, String text, int from) {
        Matcher matcher =
                pattern.matcher(text)
                        .region(from, text.length())
                        .useTransparentBounds(true)
                        .useAnchoringBounds(false);
        return matcher.lookingAt() ? matcher : null;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
