package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a person is on duty in each week, as people write it: {@code Mo-Fr 08-17 Uhr}, {@code
 * weekdays 06-18}, {@code 22-06 and weekends}, {@code 24x7}, {@code otherwise}.
 *
 * @param spans days with hours of each
 * @param rest whether it is the time that others of the same desk leave
 */
record WeeklyHours(List<Span> spans, boolean rest) {
    /** {@code 08-17}, {@code 08:30 to 17:00}. */
    private static final Pattern HOURS =
            Pattern.compile(
                    "(?iu)(?<![\\d:])(\\d{1,2})(?:[:.](\\d{2}))?\\s*(?:h|uhr)?\\s*(?:-|–|bis|to|till)\\s*(\\d{1,2})(?:[:.](\\d{2}))?(?![\\d:])");

    private static final Pattern PART = Pattern.compile("(?iu)[,;+&]|\\b(?:und|and)\\b");

    /**
     * Hours of days; from midnight to midnight is the whole day.
     *
     * @param until before or at {@code from}: it ends on the next day
     */
    record Span(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
        Span {
            days = Set.copyOf(days);
        }

        private Optional<Window> around(long time, ZoneId zone) {
            LocalDate today = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
            for (LocalDate day : List.of(today, today.minusDays(1))) {
                LocalDate end = until.isAfter(from) ? day : day.plusDays(1);
                long first = day.atTime(from).atZone(zone).toInstant().toEpochMilli();
                long last = end.atTime(until).atZone(zone).toInstant().toEpochMilli();
                if (days.contains(day.getDayOfWeek()) && first <= time && time < last) {
                    return Optional.of(new Window(first, last));
                }
            }
            return Optional.empty();
        }
    }

    WeeklyHours {
        spans = List.copyOf(spans);
    }

    /** The span that a time is in. */
    Optional<Window> around(long time, ZoneId zone) {
        return spans.stream().flatMap(s -> s.around(time, zone).stream()).findFirst();
    }

    /** Empty where the text says no hours, no days and nothing of the rest. */
    static Optional<WeeklyHours> of(String text) {
        if (has(text, "rest of time")) {
            return Optional.of(new WeeklyHours(List.of(), true));
        }
        if (has(text, "all the time")) {
            return Optional.of(
                    new WeeklyHours(List.of(whole(EnumSet.allOf(DayOfWeek.class))), false));
        }
        List<Span> spans = new ArrayList<>();
        Set<DayOfWeek> before = EnumSet.noneOf(DayOfWeek.class);
        for (String part : PART.split(text, -1)) {
            Matcher hours = HOURS.matcher(part);
            boolean timed = hours.find();
            Set<DayOfWeek> days = days(timed ? part.substring(0, hours.start()) : part);
            if (!timed) {
                before.addAll(days);
                continue;
            }
            days.addAll(before);
            before.clear();
            Optional<LocalTime> from = clock(hours.group(1), hours.group(2));
            Optional<LocalTime> until = clock(hours.group(3), hours.group(4));
            if (from.isEmpty() || until.isEmpty()) {
                return Optional.empty();
            }
            spans.add(
                    new Span(
                            days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
                            from.get(),
                            until.get()));
        }
        if (!before.isEmpty()) {
            spans.add(whole(before));
        }
        return spans.isEmpty() ? Optional.empty() : Optional.of(new WeeklyHours(spans, false));
    }

    private static Span whole(Set<DayOfWeek> days) {
        return new Span(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    }

    private static boolean has(String text, String list) {
        return Tokens.hasAny(Tokens.of(text), Language.all(list));
    }

    /** {@code 24} is midnight. */
    private static Optional<LocalTime> clock(String hour, String minute) {
        try {
            return Optional.of(
                    LocalTime.of(
                            Integer.parseInt(hour) % 24,
                            minute == null ? 0 : Integer.parseInt(minute)));
        } catch (DateTimeException e) {
            return Optional.empty(); // 31 or 08.95: no time of a day
        }
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (has(text, "working days")) {
            days.addAll(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        }
        if (has(text, "weekend days")) {
            days.addAll(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        }
        List<DayOfWeek> named = Tokens.of(text).stream().flatMap(w -> day(w).stream()).toList();
        boolean range = named.size() == 2 && text.matches("(?iu).*(?:-|–|\\bto\\b|\\bbis\\b).*");
        if (range) {
            for (DayOfWeek day = named.getFirst(); day != named.getLast(); day = day.plus(1)) {
                days.add(day);
            }
        }
        days.addAll(named);
        return days;
    }

    /** {@code Mo}, {@code Mon}, {@code Montag}: the beginning of a name, in two languages. */
    private static Optional<DayOfWeek> day(String word) {
        return EnumSet.allOf(DayOfWeek.class).stream()
                .filter(day ->
                        word.length() >= 2
                                && List.of(Locale.ENGLISH, Locale.GERMAN).stream()
                                        .map(l -> day.getDisplayName(TextStyle.FULL, l))
                                        .anyMatch(name ->
                                                name.toLowerCase(Locale.ROOT).startsWith(word)))
                .findFirst();
    }
}
