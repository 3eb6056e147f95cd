package dev.nocturne.cli.render;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows the times in an answer by the reader's clock: {@code 14:37:13 UTC on 16 June 2026} becomes
 * {@code 16:37:13 on 16 June 2026 (UTC+2; 14:37:13 UTC)}, and {@code 14:40:00 UTC} becomes {@code
 * 16:40:00 (UTC+2)}. A time without a date is on the day of the last one that has a date; before
 * the first such time it stays as it is.
 */
final class TimesInText {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Pattern TIME =
            Pattern.compile(
                    "\\b(\\d\\d:\\d\\d(?::\\d\\d)?) UTC\\b(?![+\\-\\u2212])"
                            + "(?: on (\\d{1,2} [A-Z][a-z]+ \\d{4}))?");

    private final Times times;
    private @Nullable LocalDate day;

    TimesInText(Times times) {
        this.times = times;
    }

    /** The line with its times by the reader's clock. */
    String show(String line) {
        Matcher matcher = TIME.matcher(line);
        if (day == null) {
            day =
                    matcher.results()
                            .filter(m -> m.group(2) != null)
                            .findFirst()
                            .map(m -> date(m.group(2)))
                            .orElse(null);
        }
        return matcher.reset()
                .replaceAll(m -> Matcher.quoteReplacement(show(m.group(), m.group(1), m.group(2))));
    }

    private String show(String whole, String clock, @Nullable String date) {
        LocalDate dated = date == null ? day : date(date);
        if (dated == null) {
            return whole;
        }
        day = dated;
        ZonedDateTime time =
                dated.atTime(LocalTime.parse(clock))
                        .atZone(ZoneOffset.UTC)
                        .withZoneSameInstant(times.zone());
        if (time.getOffset().getTotalSeconds() == 0) {
            return whole;
        }
        String offset = Times.offset(time.getOffset());
        String shown = (clock.length() == 5 ? Times.MINUTE : Times.SECOND).format(time);
        if (date != null) {
            return shown + " on " + DAY.format(time) + " (" + offset + "; " + clock + " UTC)";
        }
        return time.toLocalDate().equals(dated)
                ? shown + " (" + offset + ")"
                : shown + " on " + DAY.format(time) + " (" + offset + ")";
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
