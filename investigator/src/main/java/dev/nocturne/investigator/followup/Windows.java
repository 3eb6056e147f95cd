package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Window;
import dev.nocturne.investigator.time.ReadTime;
import dev.nocturne.investigator.time.Reference;
import dev.nocturne.investigator.time.TimeReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that a question names. */
final class Windows {
    /** A time of day means so much before and after it. */
    private static final long AROUND = Duration.ofMinutes(5).toMillis();

    /** An hour alone means so much before and after it. */
    private static final long LOOSELY = Duration.ofMinutes(30).toMillis();

    /** Days of the beginning and of the end of a month. */
    private static final int TENTH = 10;

    private static final Pattern OFFSET =
            Pattern.compile("\\d{2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?\\s?([+-]\\d{2}:?\\d{2})\\b");

    private static final Pattern HOUR = hour();

    private static final Pattern DAY =
            Pattern.compile("(?iu)\\b(\\d{1,2})(?:st|nd|rd|th)\\b|\\bam (\\d{1,2})\\.(?!\\d)");

    private final Facts facts;

    Windows(Facts facts) {
        this.facts = facts;
    }

    private static Pattern hour() {
        return Pattern.compile(
                "(?iu)\\b("
                        + alternatives("before hour")
                        + ")\\s+(\\d{1,2})(?![\\d:.]|\\s*(?:"
                        + alternatives("length of time")
                        + ")\\b)\\s*\\(?(utc|z|gmt|am|pm)?\\b");
    }

    private static String alternatives(String list) {
        return String.join("|", Language.all(list).stream().map(Pattern::quote).toList());
    }

    Optional<Window> of(String written, List<String> words) {
        String text =
                SpokenClock.inDigits(
                        written.replaceAll(
                                "(?iu)\\b(?:" + alternatives("midnight") + ")\\b", "00:00"));
        long now = facts.latest();
        List<ReadTime> times =
                TimeReader.read(
                        text,
                        new Reference(
                                Instant.ofEpochMilli(now),
                                SpokenClock.place(written).orElseGet(this::zone)));
        if (times.isEmpty()) {
            return byDay(text).or(() -> byHour(text)).or(() -> byMonth(words));
        }
        long first = times.getFirst().instant().toEpochMilli();
        if (times.size() > 1) {
            long last = times.getLast().instant().toEpochMilli();
            return Optional.of(new Window(Math.min(first, last), Math.max(first, last)));
        }
        boolean since = Tokens.hasAny(words, Language.all("since"));
        return Optional.of(
                switch (times.getFirst().precision()) {
                    case DAY ->
                            new Window(
                                    first, since ? now : first + Duration.ofDays(1).toMillis() - 1);
                    case CLOCK ->
                            since && first < now
                                    ? new Window(first, now)
                                    : new Window(first - AROUND, first + AROUND);
                    case LENGTH -> new Window(first, now);
                });
    }

    /** "On the 12th", "am 12.": the last such day of a month. */
    private Optional<Window> byDay(String text) {
        Matcher day = DAY.matcher(text);
        int number = day.find() ? Integer.parseInt(day.group(day.start(1) < 0 ? 2 : 1)) : 0;
        if (number < 1 || number > 31) {
            return Optional.empty();
        }
        LocalDate date = Instant.ofEpochMilli(facts.latest()).atZone(zone()).toLocalDate();
        while (date.getDayOfMonth() != number) {
            date = date.minusDays(1);
        }
        return Optional.of(new Window(start(date), start(date.plusDays(1)) - 1));
    }

    /** How many days before the alert a day is that a question names; empty for today. */
    Optional<Integer> daysBack(Window window) {
        long days =
                ChronoUnit.DAYS.between(
                        Instant.ofEpochMilli(window.from()).atZone(zone()).toLocalDate(),
                        Instant.ofEpochMilli(facts.latest()).atZone(zone()).toLocalDate());
        return days < 1 ? Optional.empty() : Optional.of((int) days);
    }

    /** "End of august", "seit Anfang September": a month, or its first or last days. */
    private Optional<Window> byMonth(List<String> words) {
        LocalDate today = Instant.ofEpochMilli(facts.latest()).atZone(zone()).toLocalDate();
        for (int i = 0; i < words.size(); i++) {
            for (Month month : Month.values()) {
                if (!isNamed(month, words.get(i))) {
                    continue;
                }
                LocalDate first = today.withDayOfMonth(1).withMonth(month.getValue());
                first = first.isAfter(today) ? first.minusYears(1) : first;
                LocalDate end = first.plusMonths(1);
                List<String> before = words.subList(Math.max(0, i - 2), i);
                boolean late = Tokens.hasAny(before, Language.all("end of month"));
                boolean early = Tokens.hasAny(before, Language.all("begin of month"));
                long from = start(late ? end.minusDays(TENTH) : first);
                long until = start(early ? first.plusDays(TENTH) : late ? end.plusDays(2) : end);
                return Optional.of(new Window(from, Math.min(until, facts.latest())));
            }
        }
        return Optional.empty();
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant().toEpochMilli();
    }

    /** May is a verb as well, so it is read only as a date. */
    private static boolean isNamed(Month month, String word) {
        return month != Month.MAY
                && (month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).equalsIgnoreCase(word)
                        || month.getDisplayName(TextStyle.FULL, Locale.GERMAN)
                                .equalsIgnoreCase(word));
    }

    /** "since 4 utc", "um 3 Uhr": an hour alone. */
    private Optional<Window> byHour(String text) {
        Matcher hour = HOUR.matcher(text);
        if (!hour.find() || Integer.parseInt(hour.group(2)) > 23) {
            return Optional.empty();
        }
        String mark = hour.group(3) == null ? "" : hour.group(3).toLowerCase(Locale.ROOT);
        int of24 = Integer.parseInt(hour.group(2));
        if (mark.equals("pm") && of24 < 12) {
            of24 += 12;
        }
        boolean utc = mark.equals("utc") || mark.equals("z") || mark.equals("gmt");
        ZonedDateTime now =
                Instant.ofEpochMilli(facts.latest()).atZone(utc ? ZoneOffset.UTC : zone());
        ZonedDateTime then = now.with(LocalTime.of(of24, 0));
        long first = (then.isAfter(now) ? then.minusDays(1) : then).toInstant().toEpochMilli();
        boolean since = Language.all("since").contains(hour.group(1).toLowerCase(Locale.ROOT));
        return Optional.of(
                since
                        ? new Window(first, facts.latest())
                        : new Window(first - LOOSELY, first + LOOSELY));
    }

    /** The zone of people's times: the one that the environment or the alert says. */
    ZoneId zone() {
        ZoneId known = facts.analysis().snapshot().overview().zone();
        if (!known.normalized().equals(ZoneOffset.UTC)) {
            return known;
        }
        List<ZoneId> said = new ArrayList<>();
        Matcher offset = OFFSET.matcher(facts.finding().alert().text());
        while (offset.find()) {
            offset(offset.group(1)).ifPresent(said::add);
        }
        return said.isEmpty() ? known : said.getFirst();
    }

    private static Optional<ZoneId> offset(String written) {
        try {
            return Optional.of(ZoneOffset.of(written));
        } catch (DateTimeException noOffset) {
            // Digits behind a sign may be anything, such as the number of an alarm.
            return Optional.empty();
        }
    }
}
