package dev.nocturne.sources.pack;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The offset at the end of a written time: {@code 2026-06-11T04:05:00+02:00}. */
final class WrittenOffset {
    private static final Pattern OFFSET = Pattern.compile("\\d([+-])(\\d{2}):?(\\d{2})$");

    private WrittenOffset() {}

    /** Empty for UTC: it does not say where people are. */
    static Optional<ZoneOffset> of(String time) {
        Matcher offset = OFFSET.matcher(time.strip());
        if (time.indexOf(':') < 0 || !offset.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                            ZoneOffset.of(
                                    offset.group(1) + offset.group(2) + ":" + offset.group(3)))
                    .filter(zone -> zone.getTotalSeconds() != 0);
        } catch (DateTimeException e) {
            // Digits that are no offset, as in 2026-05-15T16:07:00-9999.
            return Optional.empty();
        }
    }
}
