package dev.nocturne.scenario;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * Timestamps as packs write them: {@code 2026-05-15T16:07:00.398Z}, with an offset, with a blank
 * for the T, or without a zone, which is UTC; a date alone is its midnight.
 */
final class Times {

    private static final int DATE_CHARS = 10;

    private Times() {}

    /** Epoch milliseconds; nothing when the text is no timestamp. */
    static OptionalLong parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() < DATE_CHARS || !Character.isDigit(trimmed.charAt(0))) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(instant(trimmed).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private static Instant instant(String text) {
        if (text.length() == DATE_CHARS) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String iso =
                text.charAt(DATE_CHARS) == ' '
                        ? text.replaceFirst(" ", "T").replace(" ", "")
                        : text;
        if (iso.endsWith("Z")) {
            return Instant.parse(iso);
        }
        boolean offset = iso.indexOf('+', DATE_CHARS) > 0 || iso.indexOf('-', DATE_CHARS) > 0;
        return offset
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
