package dev.nocturne.cli.render;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes times as the reader's wall clock shows them. JSON output keeps the full UTC time instead.
 *
 * @param now what "ago" and "today" refer to
 * @param zone the reader's time zone
 */
public record Times(Instant now, ZoneId zone) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** {@code 14:37:13 (UTC+2)}, with the date before it when that is not today. */
    public String clock(String iso) {
        Instant instant = parse(iso);
        if (instant == null) {
            return iso;
        }
        ZonedDateTime time = instant.atZone(zone);
        boolean today = time.toLocalDate().equals(now.atZone(zone).toLocalDate());
        String text = today ? SECOND.format(time) : DAY.format(time) + " " + MINUTE.format(time);
        return text + " (" + offset(time.getOffset()) + ")";
    }

    /** Date and time for a document that is read on another day. */
    public String date(String iso) {
        Instant instant = parse(iso);
        if (instant == null) {
            return iso;
        }
        ZonedDateTime time = instant.atZone(zone);
        return DAY.format(time) + " " + SECOND.format(time) + " (" + offset(time.getOffset()) + ")";
    }

    /** {@code in 9 min}, {@code 3 h ago} or {@code now}; empty for a text that is not a time. */
    public String relative(String iso) {
        Instant instant = parse(iso);
        if (instant == null) {
            return "";
        }
        Duration ahead = Duration.between(now, instant);
        if (ahead.abs().toSeconds() == 0) {
            return "now";
        }
        return ahead.isNegative() ? length(ahead.abs()) + " ago" : "in " + length(ahead);
    }

    /** How long ago, for a column of a table: {@code 12s}, {@code 3m}, {@code 5h}, {@code 2d}. */
    public String age(String iso) {
        Instant instant = parse(iso);
        if (instant == null) {
            return "";
        }
        Duration age = Duration.between(instant, now);
        return age.isNegative() ? "0s" : length(age).replaceFirst(" (s|m|h|d).*", "$1");
    }

    private static String length(Duration length) {
        if (length.toMinutes() == 0) {
            return length.toSeconds() + " s";
        }
        if (length.toHours() == 0) {
            return length.toMinutes() + " min";
        }
        return length.toDays() == 0 ? length.toHours() + " h" : length.toDays() + " d";
    }

    /** {@code UTC+2}. */
    static String offset(ZoneOffset offset) {
        if (offset.getTotalSeconds() == 0) {
            return "UTC";
        }
        // +02:00 and -05:30 become +2 and -5:30.
        return "UTC" + offset.getId().replaceFirst(":00$", "").replaceFirst("^([+-])0", "$1");
    }

    private static @Nullable Instant parse(String iso) {
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
