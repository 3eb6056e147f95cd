package dev.nocturne.investigator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of a text. What a time leaves out is taken from the rest of the text, then from
 * the {@link Reference}, and is said to be assumed.
 */
public final class TimeReader {
    /** Texts write times of the past; clocks differ by less than this. */
    private static final Duration AHEAD = Duration.ofHours(26);

    /** A time of day so little after now is of today: clocks differ, and data end early. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private static final Duration HALF_DAY = Duration.ofHours(12);

    /** Numbers since 1970 are times if they are not further from now than this. */
    private static final Duration EPOCH_REACH = Duration.ofDays(10 * 366);

    /** Shorter words than this name no zone where no time is beside them. */
    private static final int MIN_ZONE = 3;

    /** Begins the assumption about a time of day without a day. */
    public static final String NO_DAY = "No day is written with ";

    private static final Pattern YEAR_WORD = Pattern.compile("\\b[Yy]ear (\\d{4})\\b");

    private final String text;
    private final Reference reference;
    private final List<WrittenTime> written;
    private final Optional<ZoneId> onlyZone;
    private final Optional<LocalDate> onlyDate;
    private final OptionalInt onlyYear;
    private final Optional<Instant> lastKnown;

    private TimeReader(String text, Reference reference) {
        this.text = text;
        this.reference = reference;
        this.written = new TimeScanner(text).scan();
        this.onlyZone = onlyZone();
        this.onlyDate = onlyDate();
        this.onlyYear = onlyYear();
        this.lastKnown = lastKnown();
    }

    /** The times in the order of the text. */
    public static List<ReadTime> read(String text, Reference reference) {
        return new TimeReader(text, reference).read();
    }

    /** Whether the text names any time. */
    public static boolean isTimed(String text) {
        return !new TimeScanner(text).scan().isEmpty();
    }

    private List<ReadTime> read() {
        List<ReadTime> times = new ArrayList<>();
        for (WrittenTime time : written) {
            switch (time.words()) {
                case WrittenTime.Words.Epoch(Instant instant) -> {
                    if (Duration.between(instant, reference.now()).abs().compareTo(EPOCH_REACH)
                            < 0) {
                        times.add(clock(time, instant, true, List.of()));
                    }
                }
                case WrittenTime.Words.Ago(Duration length) ->
                        times.add(
                                new ReadTime(
                                        time.from(),
                                        time.until(),
                                        reference.now().minus(length),
                                        ReadTime.Precision.LENGTH,
                                        true,
                                        List.of()));
                case WrittenTime.Words.Calendar calendar -> times.add(read(time, calendar));
            }
        }
        return times;
    }

    private static ReadTime clock(
            WrittenTime time, Instant instant, boolean dated, List<String> assumptions) {
        return new ReadTime(
                time.from(), time.until(), instant, ReadTime.Precision.CLOCK, dated, assumptions);
    }

    private ReadTime read(WrittenTime time, WrittenTime.Words.Calendar calendar) {
        List<String> assumptions = new ArrayList<>();
        String quoted = "\"" + text.substring(time.from(), time.until()).strip() + "\"";
        ZoneId zone = zone(calendar, quoted, assumptions);
        Clock clock = calendar.clock();
        if (clock == null) {
            LocalDate date = date(time, calendar.day(), zone, false, quoted, assumptions);
            return new ReadTime(
                    time.from(),
                    time.until(),
                    date.atStartOfDay(zone).toInstant(),
                    ReadTime.Precision.DAY,
                    saysDay(calendar.day()),
                    assumptions);
        }
        LocalDate date = date(time, calendar.day(), zone, clock.halves(), quoted, assumptions);
        LocalDateTime local = date.atTime(clock.time());
        if (clock.eitherHalf() && !isAfterLast(local.plusHours(12), zone)) {
            local = local.plusHours(12);
        }
        if (calendar.day() == null && isAhead(local, zone)) {
            local = clock.eitherHalf() ? local.minusHours(12) : local.minusDays(1);
        }
        return clock(time, local.atZone(zone).toInstant(), saysDay(calendar.day()), assumptions);
    }

    /** Whether the text says which day that is, here or with another of its times. */
    private boolean saysDay(@Nullable Day day) {
        return switch (day) {
            case null -> !exactDates().isEmpty() || lastKnown.isPresent();
            case Day.Back back -> back.days() > 0 || onlyDate.isPresent();
            case Day.Exact exact -> true;
            case Day.EitherOrder order -> true;
            case Day.Yearless yearless -> true;
            case Day.Weekday weekday -> true;
        };
    }

    /** Whether the day before is nearer to the last time of the text that has a day, or to now. */
    private boolean isAhead(LocalDateTime local, ZoneId zone) {
        Instant instant = local.atZone(zone).toInstant();
        if (lastKnown.isPresent()) {
            return instant.isAfter(lastKnown.get().plus(HALF_DAY));
        }
        if (onlyDate.isPresent()) {
            return false;
        }
        boolean isToday = local.toLocalDate().equals(LocalDate.ofInstant(reference.now(), zone));
        return isToday && instant.isAfter(reference.now().plus(SKEW));
    }

    /** Whether it is after the last time of the text that has a day, or after now. */
    private boolean isAfterLast(LocalDateTime local, ZoneId zone) {
        Instant limit = lastKnown.orElse(reference.now()).plus(SKEW);
        return local.atZone(zone).toInstant().isAfter(limit);
    }

    private Optional<Instant> lastKnown() {
        return written.stream()
                .map(WrittenTime::words)
                .flatMap(words -> exact(words).stream())
                .max(Comparator.naturalOrder());
    }

    private Optional<Instant> exact(WrittenTime.Words words) {
        if (words instanceof WrittenTime.Words.Calendar calendar
                && calendar.day() instanceof Day.Exact(LocalDate date)) {
            Clock clock = calendar.clock();
            if (clock != null && !clock.eitherHalf()) {
                return Optional.of(
                        date.atTime(clock.time()).atZone(known(calendar.zone())).toInstant());
            }
        }
        return Optional.empty();
    }

    private ZoneId known(@Nullable Zone zone) {
        return zone instanceof Zone.Known(ZoneId id) ? id : onlyZone.orElse(reference.zone());
    }

    private ZoneId zone(
            WrittenTime.Words.Calendar calendar, String quoted, List<String> assumptions) {
        if (calendar.zone() instanceof Zone.Ambiguous(String abbreviation)) {
            assumptions.add(
                    "Several time zones are called "
                            + abbreviation
                            + "; "
                            + quoted
                            + " was read as "
                            + name(known(null))
                            + ".");
        } else if (calendar.zone() == null && calendar.clock() != null && onlyZone.isEmpty()) {
            assumptions.add(
                    "No time zone is written with "
                            + quoted
                            + "; it was read as "
                            + name(known(null))
                            + ".");
        }
        return known(calendar.zone());
    }

    private static String name(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private LocalDate date(
            WrittenTime time,
            @Nullable Day day,
            ZoneId zone,
            boolean halves,
            String quoted,
            List<String> assumptions) {
        LocalDate today = LocalDate.ofInstant(reference.now(), zone);
        return switch (day) {
            case null -> otherDate(time, today, quoted, assumptions);
            case Day.Exact(LocalDate date) -> date;
            case Day.EitherOrder(LocalDate dayFirst, LocalDate monthFirst) ->
                    order(dayFirst, monthFirst, halves, today, quoted, assumptions);
            case Day.Yearless(MonthDay monthDay) -> inYear(monthDay, today);
            case Day.Back(int days) -> onlyDate.orElse(today).minusDays(days);
            case Day.Weekday(var weekday) ->
                    onlyDate.orElse(today).with(TemporalAdjusters.previousOrSame(weekday));
        };
    }

    /** The only day that the text writes out: what it means by "today". */
    private Optional<LocalDate> onlyDate() {
        Set<LocalDate> dates = exactDates();
        return dates.size() == 1 ? Optional.of(dates.iterator().next()) : Optional.empty();
    }

    private Set<LocalDate> exactDates() {
        Set<LocalDate> dates = new LinkedHashSet<>();
        for (WrittenTime time : written) {
            if (time.words() instanceof WrittenTime.Words.Calendar calendar
                    && calendar.day() instanceof Day.Exact(LocalDate date)) {
                dates.add(date);
            }
        }
        return dates;
    }

    /** For a time of day alone: the day before it in the text, else the first one after it. */
    private LocalDate otherDate(
            WrittenTime time, LocalDate today, String quoted, List<String> assumptions) {
        LocalDate before = null;
        LocalDate after = null;
        for (WrittenTime other : written) {
            LocalDate date = dateOf(other);
            if (date != null && other.from() < time.from()) {
                before = date;
            } else if (date != null && after == null && other.from() > time.from()) {
                after = date;
            }
        }
        if (before != null || after != null) {
            return before != null ? before : after != null ? after : today;
        }
        assumptions.add(NO_DAY + quoted + "; the last time before now was taken.");
        return today;
    }

    private @Nullable LocalDate dateOf(WrittenTime time) {
        return switch (time.words()) {
            case WrittenTime.Words.Epoch(Instant instant) ->
                    LocalDate.ofInstant(instant, known(null));
            case WrittenTime.Words.Ago ago -> null;
            case WrittenTime.Words.Calendar calendar -> {
                Day day = calendar.day();
                Clock clock = calendar.clock();
                yield day == null
                        ? null
                        : date(
                                time,
                                day,
                                known(calendar.zone()),
                                clock != null && clock.halves(),
                                "",
                                new ArrayList<>());
            }
        };
    }

    private LocalDate order(
            LocalDate dayFirst,
            LocalDate monthFirst,
            boolean halves,
            LocalDate today,
            String quoted,
            List<String> assumptions) {
        if (halves) {
            return monthFirst;
        }
        LocalDate latest = today.plusDays(1);
        boolean dayFits = !dayFirst.isAfter(latest);
        boolean monthFits = !monthFirst.isAfter(latest);
        if (dayFits && monthFits) {
            // Alerts are of the recent past: the later of two days before now is the likelier.
            LocalDate later = dayFirst.isAfter(monthFirst) ? dayFirst : monthFirst;
            assumptions.add(
                    "The day of " + quoted + " can be read in two ways; " + later + " was taken.");
            return later;
        }
        return dayFits || !monthFits ? dayFirst : monthFirst;
    }

    private LocalDate inYear(MonthDay monthDay, LocalDate today) {
        if (onlyYear.isPresent()) {
            return monthDay.atYear(onlyYear.getAsInt());
        }
        LocalDate date = monthDay.atYear(today.getYear());
        return date.isAfter(today.plusDays(AHEAD.toDays()))
                ? monthDay.atYear(today.getYear() - 1)
                : date;
    }

    /** The only year that the text writes. */
    private OptionalInt onlyYear() {
        Set<Integer> years = new LinkedHashSet<>();
        exactDates().forEach(date -> years.add(date.getYear()));
        Matcher word = YEAR_WORD.matcher(text);
        while (word.find()) {
            years.add(Integer.parseInt(word.group(1)));
        }
        return years.size() == 1 ? OptionalInt.of(years.iterator().next()) : OptionalInt.empty();
    }

    /** The zone of the text, if it names only one, beside a time or elsewhere. */
    private Optional<ZoneId> onlyZone() {
        Set<ZoneId> zones = new LinkedHashSet<>();
        int at = 0;
        for (WrittenTime time : written) {
            zonesBetween(at, time.from(), zones);
            if (time.words()
                    instanceof WrittenTime.Words.Calendar(var d, var c, Zone.Known(ZoneId id))) {
                zones.add(id);
            }
            at = time.until();
        }
        zonesBetween(at, text.length(), zones);
        return zones.size() == 1 ? Optional.of(zones.iterator().next()) : Optional.empty();
    }

    private void zonesBetween(int from, int until, Set<ZoneId> zones) {
        int at = from;
        while (at < until) {
            boolean begins =
                    Character.isUpperCase(text.charAt(at))
                            && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
            Found<Zone> zone = begins ? Zones.at(text, at) : null;
            if (zone != null
                    && zone.value() instanceof Zone.Known(ZoneId id)
                    && zone.until() - at >= MIN_ZONE) {
                zones.add(id);
            }
            at = zone == null ? at + 1 : zone.until();
        }
    }
}
