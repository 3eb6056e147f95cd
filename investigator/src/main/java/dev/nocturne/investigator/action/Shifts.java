package dev.nocturne.investigator.action;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.investigator.time.ReadTime;
import dev.nocturne.investigator.time.Reference;
import dev.nocturne.investigator.time.TimeReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is on duty. A shift is two times of day with a date before them, in any usual form: {@code
 * 2026-06-15 06:00-14:00}, {@code 15.06.2026 22:00 – 06:00}. Without a date it is of every day.
 */
final class Shifts {
    private static final Pattern SHIFT =
            Pattern.compile(
                    "([^;,]*?)(\\d{1,2}[:.]\\d{2})\\s*(?:h|Uhr)?\\s*(?:-|–|—|to|till|until|bis)\\s*(\\d{1,2}[:.]\\d{2})");

    private final ZoneId zone;

    /** {@code zone}: of times without one. */
    Shifts(ZoneId zone) {
        this.zone = zone;
    }

    /** True for a person whose shifts are not known. */
    boolean onDuty(Entity engineer, Instant at) {
        boolean known = false;
        for (Map.Entry<String, Object> property : engineer.properties().entrySet()) {
            if (!property.getKey().toLowerCase(Locale.ROOT).contains("shift")) {
                continue;
            }
            Matcher matcher = SHIFT.matcher(property.getValue().toString());
            while (matcher.find()) {
                known = true;
                if (covers(matcher, at)) {
                    return true;
                }
            }
        }
        return !known;
    }

    private boolean covers(Matcher shift, Instant at) {
        String date = shift.group(1).strip();
        Optional<Instant> from = read(date + " " + shift.group(2), at);
        Optional<Instant> until = read(date + " " + shift.group(3), at);
        if (from.isEmpty() || until.isEmpty()) {
            return false;
        }
        Duration length = Duration.between(from.get(), until.get());
        if (length.isNegative() || length.isZero()) {
            length = length.plusDays(1);
        }
        Instant begin = from.get();
        if (date.chars().noneMatch(Character::isDigit)) {
            // Of every day: the one that began last.
            while (begin.isAfter(at)) {
                begin = begin.minus(Duration.ofDays(1));
            }
        }
        return !at.isBefore(begin) && at.isBefore(begin.plus(length));
    }

    private Optional<Instant> read(String text, Instant at) {
        List<ReadTime> times = TimeReader.read(text, new Reference(at, zone));
        return times.stream()
                .filter(t -> t.precision() == ReadTime.Precision.CLOCK)
                .map(ReadTime::instant)
                .findFirst();
    }
}
