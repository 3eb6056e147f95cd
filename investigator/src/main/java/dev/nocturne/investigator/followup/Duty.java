package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.TableRow;
import dev.nocturne.environment.words.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a person is there for something.
 *
 * @param desk for what; empty where it is not said
 * @param phone empty where none is written
 */
record Duty(long from, long until, String desk, String person, String phone) {
    /** A cell with a name and a number: {@code Olaf Brandt 0171 5550 111}. */
    private static final Pattern NAME_AND_PHONE =
            Pattern.compile(
                    "(?:[\\p{Ll} ]+:\\s*)?(\\p{Lu}.*?\\p{L})[\\s,:;(]+(\\+?\\d[\\d ()/-]{4,}\\d)\\)?");

    /** {@code 07:00-15:00} in one cell. */
    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,2}:\\d{2})\\s*(?:-|–|bis|to)\\s*(\\d{1,2}:\\d{2})");

    /** A name and an extension: {@code Rolf Tamm, -4430}. */
    private static final Pattern NAME_AND_EXTENSION =
            Pattern.compile("(\\p{Lu}[\\p{L}. ]*\\p{L})\\s*[,:;(]\\s*(-?\\d{3,5})\\)?");

    private static final Pattern WRITTEN_DATE =
            Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");

    private static final Set<String> HOURS = Language.all("hours column");

    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}(?::\\d{2})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    boolean holds(long time) {
        return from <= time && time < until;
    }

    /**
     * The duties in events and rows, rows in the zone of people's times; of those that come each
     * week, what is around a time.
     */
    static List<Duty> all(Snapshot asked, ZoneId zone, long at) {
        List<Duty> duties = new ArrayList<>();
        asked.events().stream().filter(Duty::isDuty).map(Duty::of).forEach(duties::add);
        asked.rows().forEach(row -> duties.addAll(of(row, zone)));
        List<Duty> weekly = new ArrayList<>();
        asked.rows().forEach(row -> weekly(row, zone, at).ifPresent(weekly::add));
        for (TableRow row : asked.rows()) {
            rest(row)
                    .filter(d -> weekly.stream().noneMatch(w -> w.desk().equals(d.desk())))
                    .ifPresent(duties::add);
        }
        duties.addAll(weekly);
        return duties;
    }

    /** Who is there each week around a time. */
    private static Optional<Duty> weekly(TableRow row, ZoneId zone, long at) {
        return hours(row)
                .flatMap(cell -> {
                    ZoneId own = Words.of(cell.getKey()).contains("utc") ? ZoneOffset.UTC : zone;
                    return WeeklyHours.of(cell.getValue())
                            .flatMap(h -> h.around(at, own))
                            .flatMap(span -> of(row, cell, span.from(), span.until()));
                });
    }

    /** Who is there when the others of the desk are not; until when is not written. */
    private static Optional<Duty> rest(TableRow row) {
        return hours(row)
                .filter(cell -> WeeklyHours.of(cell.getValue()).orElseThrow().rest())
                .flatMap(cell -> of(row, cell, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static Optional<Duty> of(
            TableRow row, Map.Entry<String, String> hours, long from, long until) {
        return field(row.fields(), "person column")
                .filter(person -> !person.equals(hours.getValue()))
                .map(person ->
                        new Duty(
                                from,
                                until,
                                field(row.fields(), "desk column").orElse(""),
                                person,
                                field(row.fields(), "phone property").orElse("")));
    }

    /** The cell that says when a person is on duty each week: the only one that can be read so. */
    private static Optional<Map.Entry<String, String>> hours(TableRow row) {
        List<Map.Entry<String, String>> cells =
                row.fields().entrySet().stream()
                        .filter(f -> Words.of(f.getKey()).stream().anyMatch(HOURS::contains))
                        .filter(f -> WeeklyHours.of(f.getValue()).isPresent())
                        .toList();
        return cells.size() == 1 ? Optional.of(cells.getFirst()) : Optional.empty();
    }

    /** An event that says who is there from when to when, and is about nothing else. */
    static boolean isDuty(Occurrence event) {
        return event.entity().isEmpty()
                && event.until() > event.time()
                && field(event.fields(), "person column").isPresent();
    }

    private static Duty of(Occurrence event) {
        return new Duty(
                event.time(),
                event.until(),
                field(event.fields(), "desk column").orElse(""),
                field(event.fields(), "person column").orElseThrow(),
                field(event.fields(), "phone property").orElse(""));
    }

    private static List<Duty> of(TableRow row, ZoneId zone) {
        Optional<long[]> span = span(row, zone);
        if (span.isEmpty()) {
            return List.of();
        }
        long from = span.get()[0];
        long until = span.get()[1];
        List<Duty> duties = new ArrayList<>();
        row.fields()
                .forEach((name, value) -> {
                    Matcher cell = NAME_AND_PHONE.matcher(value);
                    if (!cell.matches()) {
                        cell = NAME_AND_EXTENSION.matcher(value);
                    }
                    if (cell.matches()) {
                        String desk = String.join(" ", Words.of(name));
                        duties.add(
                                new Duty(from, until, desk, cell.group(1), cell.group(2).strip()));
                    }
                });
        if (duties.isEmpty()) {
            field(row.fields(), "person column")
                    .ifPresent(person ->
                            duties.add(
                                    new Duty(
                                            from,
                                            until,
                                            field(row.fields(), "desk column").orElse(""),
                                            person,
                                            field(row.fields(), "phone property").orElse(""))));
        }
        return duties;
    }

    /** Two times of a day, or two whole times. */
    private static Optional<long[]> span(TableRow row, ZoneId zone) {
        List<Long> times = new ArrayList<>();
        List<LocalTime> clocks = new ArrayList<>();
        LocalDate day = null;
        for (String value : row.fields().values()) {
            Optional<Instant> instant = instant(value);
            Matcher range = RANGE.matcher(value);
            Matcher written = WRITTEN_DATE.matcher(value);
            if (range.matches()) {
                clock(range.group(1)).ifPresent(clocks::add);
                clock(range.group(2)).ifPresent(clocks::add);
            } else if (written.matches()) {
                day = day(written).orElse(day);
            } else if (CLOCK.matcher(value).matches()) {
                clock(value).ifPresent(clocks::add);
            } else if (instant.isPresent()) {
                times.add(instant.get().toEpochMilli());
                day = instant.get().atZone(ZoneOffset.UTC).toLocalDate();
            } else if (DATE.matcher(value).matches()) {
                day = LocalDate.parse(value);
            }
        }
        if (clocks.size() == 2 && day != null) {
            boolean overnight = !clocks.get(1).isAfter(clocks.get(0));
            return Optional.of(
                    new long[] {
                        day.atTime(clocks.get(0)).atZone(zone).toInstant().toEpochMilli(),
                        day.plusDays(overnight ? 1 : 0)
                                .atTime(clocks.get(1))
                                .atZone(zone)
                                .toInstant()
                                .toEpochMilli()
                    });
        }
        return times.size() == 2
                ? Optional.of(new long[] {times.get(0), times.get(1)})
                : Optional.empty();
    }

    private static Optional<LocalTime> clock(String text) {
        try {
            return Optional.of(LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text));
        } catch (DateTimeException e) {
            return Optional.empty(); // "24:00", which no duty begins with
        }
    }

    private static Optional<LocalDate> day(Matcher written) {
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(written.group(3)),
                            Integer.parseInt(written.group(2)),
                            Integer.parseInt(written.group(1))));
        } catch (DateTimeException e) {
            return Optional.empty(); // 31.02., which is no day
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // most cells are no times
        }
    }

    /** The field whose column has the first of the names. */
    static Optional<String> field(Map<String, String> fields, String list) {
        return Language.all(list).stream()
                .flatMap(name ->
                        fields.entrySet().stream()
                                .filter(f -> Words.of(f.getKey()).contains(name))
                                .map(Map.Entry::getValue))
                .findFirst();
    }
}
