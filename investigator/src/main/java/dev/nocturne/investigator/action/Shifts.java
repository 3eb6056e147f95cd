package dev.nocturne.investigator.action;

import dev.nocturne.scenario.topology.Entity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is on duty. Shifts are written {@code 2026-06-15 06:00-14:00}, in UTC, over midnight too. */
final class Shifts {
    private static final Pattern SHIFT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d)");

    private Shifts() {}

    /** True for somebody whose shifts are not told. */
    static boolean onDuty(Entity engineer, Instant at) {
        boolean told = false;
        for (Map.Entry<String, Object> property : engineer.properties().entrySet()) {
            if (!property.getKey().toLowerCase(Locale.ROOT).contains("shift")) {
                continue;
            }
            Matcher matcher = SHIFT.matcher(property.getValue().toString());
            while (matcher.find()) {
                told = true;
                if (covers(matcher, at)) {
                    return true;
                }
            }
        }
        return !told;
    }

    private static boolean covers(Matcher shift, Instant at) {
        try {
            Instant from =
                    LocalDateTime.parse(shift.group(1) + "T" + shift.group(2))
                            .toInstant(ZoneOffset.UTC);
            Instant until =
                    LocalDateTime.parse(shift.group(1) + "T" + shift.group(3))
                            .toInstant(ZoneOffset.UTC);
            Instant end = until.isAfter(from) ? until : until.plusSeconds(86_400);
            return !at.isBefore(from) && at.isBefore(end);
        } catch (DateTimeException notATime) {
            return false;
        }
    }
}
