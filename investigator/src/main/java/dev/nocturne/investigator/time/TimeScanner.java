package dev.nocturne.investigator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the times of a text. */
final class TimeScanner {
    /** Between a day and a time of day: signs, and words such as "at". */
    private static final Pattern JOINT_SIGNS = Pattern.compile("[ ,_@(|~/-]{0,4}");

    private static final Pattern JOINT_WORD =
            Pattern.compile("(\\p{L}{2,6})\\.? ", Pattern.UNICODE_CHARACTER_CLASS);

    /** At most so many words stand between a day and its time of day. */
    private static final int MAX_JOINT_WORDS = 2;

    private static final Pattern YEAR = Pattern.compile(",? (\\d{4})(?![\\d:])");
    private static final Pattern SECONDS = Pattern.compile("\\d:\\d\\d:\\d\\d");
    private static final Pattern EPOCH =
            Pattern.compile("(\\d{10}|\\d{13}|\\d{16}|\\d{19})(?:\\.\\d{1,9})?(?![\\p{L}\\d_.-])");

    private static final Pattern LAST_WORD =
            Pattern.compile("([\\p{L}~]{1,12})[ :]{1,2}$", Pattern.UNICODE_CHARACTER_CLASS);

    /** How far back the word before a time of day in words is looked for. */
    private static final int LAST_WORD_REACH = 14;

    private final String text;

    TimeScanner(String text) {
        this.text = text;
    }

    List<WrittenTime> scan() {
        List<WrittenTime> times = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            boolean spanEnds = !times.isEmpty() && at == times.getLast().until() + 1;
            WrittenTime time = spanEnds || begins(at) ? at(at) : null;
            if (time != null) {
                times.add(time);
            }
            at = time == null ? at + 1 : time.until();
        }
        return times;
    }

    /** Times begin where no word and no number goes on. */
    private boolean begins(int at) {
        char c = text.charAt(at);
        if (!Character.isLetterOrDigit(c)) {
            return false;
        }
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        boolean goesOn =
                Character.isLetterOrDigit(before)
                        || (at > 1
                                && Character.isDigit(c)
                                && (before == '.' || before == ':' || before == '-')
                                && (before == '-'
                                        ? Character.isLetterOrDigit(text.charAt(at - 2))
                                        : Character.isDigit(text.charAt(at - 2))));
        return !goesOn;
    }

    private @Nullable WrittenTime at(int from) {
        Found<Day> day = Days.at(text, from);
        if (day != null) {
            WrittenTime time = fromDay(from, day);
            if (time != null) {
                return time;
            }
        }
        Found<Clock> clock = Clocks.at(text, from, announced(from));
        if (clock != null) {
            return fromClock(from, clock);
        }
        Matcher epoch = Days.match(EPOCH, text, from);
        if (epoch != null) {
            return new WrittenTime(
                    from, epoch.end(), new WrittenTime.Words.Epoch(instant(epoch.group(1))));
        }
        Found<Duration> ago = Lengths.at(text, from);
        return ago == null
                ? null
                : new WrittenTime(from, ago.until(), new WrittenTime.Words.Ago(ago.value()));
    }

    private @Nullable WrittenTime fromDay(int from, Found<Day> day) {
        Found<Clock> clock = clockAfter(day.until());
        if (clock == null) {
            boolean alone =
                    !(day.value() instanceof Day.Weekday) && !(day.value() instanceof Day.Yearless);
            return alone
                    ? new WrittenTime(
                            from,
                            day.until(),
                            new WrittenTime.Words.Calendar(day.value(), null, null))
                    : null;
        }
        boolean plain = Character.toUpperCase(text.charAt(day.until())) == 'T';
        Found<Zone> zone = Zones.after(text, clock.until(), plain || hasSeconds(from, clock));
        int until = zone == null ? clock.until() : zone.until();
        Day value = day.value();
        if (value instanceof Day.Yearless(var yearless)) {
            Matcher year = Days.match(YEAR, text, until);
            LocalDate date =
                    year == null
                            ? null
                            : Days.date(
                                    Integer.parseInt(year.group(1)),
                                    yearless.getMonthValue(),
                                    yearless.getDayOfMonth());
            if (year != null && date != null) {
                value = new Day.Exact(date);
                until = year.end();
            }
        }
        return new WrittenTime(
                from,
                until,
                new WrittenTime.Words.Calendar(
                        value, clock.value(), zone == null ? null : zone.value()));
    }

    private @Nullable Found<Clock> clockAfter(int day) {
        if (day >= text.length()) {
            return null;
        }
        char next = text.charAt(day);
        boolean joined = day + 1 < text.length() && Character.isDigit(text.charAt(day + 1));
        if (joined && (next == 'T' || next == 't')) {
            Found<Clock> clock = Clocks.at(text, day + 1, false);
            return clock != null ? clock : Clocks.basic(text, day + 1);
        }
        int at = joined && next == ':' ? day + 1 : skipJoint(day);
        return at < text.length() ? Clocks.at(text, at, at > day) : null;
    }

    private WrittenTime fromClock(int from, Found<Clock> clock) {
        Found<Zone> zone = Zones.after(text, clock.until(), hasSeconds(from, clock));
        int until = zone == null ? clock.until() : zone.until();
        int at = skipJoint(until < text.length() && text.charAt(until) == ')' ? until + 1 : until);
        Found<Day> day = at > until && at < text.length() ? Days.at(text, at) : null;
        // The day of the next time of day, in a list, belongs to that one.
        if (day != null && clockAfter(day.until()) != null) {
            day = null;
        }
        return new WrittenTime(
                from,
                day == null ? until : day.until(),
                new WrittenTime.Words.Calendar(
                        day == null ? null : day.value(),
                        clock.value(),
                        zone == null ? null : zone.value()));
    }

    private boolean hasSeconds(int from, Found<Clock> clock) {
        return SECONDS.matcher(text).region(from, clock.until()).find();
    }

    private int skipJoint(int from) {
        int at = skipSigns(from);
        for (int i = 0; i < MAX_JOINT_WORDS && at < text.length(); i++) {
            Matcher word = Days.match(JOINT_WORD, text, at);
            if (word == null || !TimeWords.is("joint", word.group(1).toLowerCase(Locale.ROOT))) {
                break;
            }
            at = skipSigns(word.end());
        }
        return at;
    }

    private int skipSigns(int from) {
        Matcher signs = Days.match(JOINT_SIGNS, text, from);
        return signs == null ? from : signs.end();
    }

    private boolean announced(int from) {
        Matcher word = LAST_WORD.matcher(text.substring(Math.max(0, from - LAST_WORD_REACH), from));
        if (!word.find()) {
            return false;
        }
        String last = word.group(1).toLowerCase(Locale.ROOT);
        return TimeWords.is("joint", last)
                || TimeWords.is("since", last)
                || TimeWords.is("filler", last);
    }

    private static Instant instant(String digits) {
        long number = Long.parseLong(digits);
        return switch (digits.length()) {
            case 10 -> Instant.ofEpochSecond(number);
            case 13 -> Instant.ofEpochMilli(number);
            case 16 -> Instant.EPOCH.plus(number, ChronoUnit.MICROS);
            default -> Instant.EPOCH.plusNanos(number);
        };
    }
}
