package dev.nocturne.sources.pack.time;

import dev.nocturne.environment.words.WordLists;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times as spreadsheets, logs and people write them. */
final class WrittenTimes {

    private static final int MAX_CHARS = 60;

    private static final Pattern TIME =
            Pattern.compile(
                    "(?<![\\d-])(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([ap])?(?:\\.?m\\b\\.?)?");

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");

    private static final Pattern THREE_NUMBERS =
            Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})");

    private static final Pattern DAY_MONTH =
            Pattern.compile("(\\d{1,2})\\.?[-/ ]+(\\p{L}+)\\.?[-/, ]+(\\d{4})");

    private static final Pattern MONTH_DAY =
            Pattern.compile("(\\p{L}+)\\.? +(\\d{1,2}),? +(\\d{4})");

    private static final Pattern OFFSET = Pattern.compile("(?:utc|gmt)?([+-])(\\d{2}):?(\\d{2})?");

    private static final Map<String, List<String>> NAMES = WordLists.read("names.txt");

    private static final Map<String, Integer> MONTHS = months();

    private static final Set<String> DAYS = new HashSet<>(NAMES.getOrDefault("day", List.of()));

    private static final Map<String, Integer> ZONES = zones();

    private WrittenTimes() {}

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (int month = 1; month <= 12; month++) {
            for (String name : NAMES.getOrDefault(String.valueOf(month), List.of())) {
                months.put(name, month);
            }
        }
        return months;
    }

    private static Map<String, Integer> zones() {
        Map<String, Integer> zones = new HashMap<>();
        WordLists.read("zones.txt")
                .forEach((minutes, names) ->
                        names.forEach(name -> zones.put(name, Integer.valueOf(minutes))));
        return zones;
    }

    /** What stands first and second in a date of three numbers; nothing for other cells. */
    static int[] dayAndMonth(String cell) {
        Matcher date = THREE_NUMBERS.matcher(cell);
        boolean found = date.find() && !YEAR_FIRST.matcher(cell).find();
        return found
                ? new int[] {Integer.parseInt(date.group(1)), Integer.parseInt(date.group(3))}
                : new int[0];
    }

    /** Whether the cell writes a date as Germany does: points between its numbers. */
    static boolean hasPoints(String cell) {
        Matcher date = THREE_NUMBERS.matcher(cell);
        return date.find() && date.group(2).equals(".");
    }

    /** Whether the cell has a clock of twelve hours. */
    static boolean hasHalfDays(String cell) {
        Matcher time = TIME.matcher(cell.toLowerCase(Locale.ROOT));
        return time.find() && time.group(5) != null;
    }

    static OptionalLong parse(String cell, boolean dayFirst) {
        String text = cell.strip().toLowerCase(Locale.ROOT);
        if (text.length() < 8 || text.length() > MAX_CHARS) {
            return OptionalLong.empty();
        }
        try {
            return read(text, dayFirst);
        } catch (DateTimeException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong read(String text, boolean dayFirst) {
        StringBuilder rest = new StringBuilder(text);
        int[] date = date(rest, dayFirst);
        if (date.length == 0) {
            return OptionalLong.empty();
        }
        LocalDateTime time = LocalDateTime.of(date[0], date[1], date[2], 0, 0);
        Matcher clock = TIME.matcher(rest);
        if (clock.find()) {
            time = time(clock, time);
            rest.replace(clock.start(), clock.end(), " ");
        }
        OptionalInt minutes = zone(rest.toString());
        return minutes.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        time.toInstant(ZoneOffset.ofTotalSeconds(60 * minutes.getAsInt()))
                                .toEpochMilli());
    }

    private static int[] date(StringBuilder text, boolean dayFirst) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.find()) {
            return cut(
                    text,
                    yearFirst,
                    number(yearFirst, 1),
                    number(yearFirst, 3),
                    number(yearFirst, 4));
        }
        Matcher three = THREE_NUMBERS.matcher(text);
        if (three.find()) {
            int year = number(three, 4);
            int first = number(three, 1);
            int second = number(three, 3);
            return cut(
                    text,
                    three,
                    year < 100 ? 2000 + year : year,
                    dayFirst ? second : first,
                    dayFirst ? first : second);
        }
        Matcher dayMonth = DAY_MONTH.matcher(text);
        if (dayMonth.find() && MONTHS.containsKey(dayMonth.group(2))) {
            return cut(
                    text,
                    dayMonth,
                    number(dayMonth, 3),
                    MONTHS.get(dayMonth.group(2)),
                    number(dayMonth, 1));
        }
        Matcher monthDay = MONTH_DAY.matcher(text);
        if (monthDay.find() && MONTHS.containsKey(monthDay.group(1))) {
            return cut(
                    text,
                    monthDay,
                    number(monthDay, 3),
                    MONTHS.get(monthDay.group(1)),
                    number(monthDay, 2));
        }
        return new int[0];
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int[] cut(StringBuilder text, Matcher found, int year, int month, int day) {
        text.replace(found.start(), found.end(), " ");
        return new int[] {year, month, day};
    }

    private static LocalDateTime time(Matcher clock, LocalDateTime date) {
        int hour = number(clock, 1);
        String half = clock.group(5);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("no hour of half a day: " + hour);
            }
            hour = hour % 12 + (half.equals("p") ? 12 : 0);
        }
        String fraction = clock.group(4);
        return date.withHour(hour)
                .withMinute(number(clock, 2))
                .withSecond(clock.group(3) == null ? 0 : number(clock, 3))
                .withNano(
                        fraction == null
                                ? 0
                                : Integer.parseInt((fraction + "000000000").substring(0, 9)));
    }

    /** Minutes from UTC; nothing when what is left has a meaning that is not known. */
    private static OptionalInt zone(String rest) {
        Integer offset = null;
        Integer named = null;
        for (String word : rest.split("[\\s,():;]+|(?<=^)t", -1)) {
            Matcher number = OFFSET.matcher(word);
            if (word.isEmpty() || word.equals("t") || word.equals("uhr") || DAYS.contains(word)) {
                continue;
            }
            if (number.matches() && offset == null) {
                int minutes =
                        number(number, 2) * 60 + (number.group(3) == null ? 0 : number(number, 3));
                offset = number.group(1).equals("-") ? -minutes : minutes;
            } else if (ZONES.containsKey(word) && named == null) {
                named = ZONES.get(word);
            } else if (offset == null || !word.chars().allMatch(Character::isLetter)) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(offset != null ? offset : named != null ? named : 0);
    }
}
