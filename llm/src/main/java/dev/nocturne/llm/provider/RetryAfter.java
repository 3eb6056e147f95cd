package dev.nocturne.llm.provider;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads how long a provider asks to wait, from any of the headers that providers use. */
final class RetryAfter {
    /** The longest accepted wait; a provider with a wrong clock may ask for years. */
    private static final Duration MOST = Duration.ofHours(1);

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("retry-after-ms")
                .flatMap(text -> number(text, 1))
                .or(() -> headers.firstValue("retry-after").flatMap(text -> seconds(text, clock)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .map(wait -> wait.compareTo(MOST) > 0 ? MOST : wait);
    }

    private static Optional<Duration> seconds(String text, InstantSource clock) {
        return number(text, 1_000).or(() -> date(text, clock.instant()));
    }

    private static Optional<Duration> number(String text, long millis) {
        if (!text.strip().matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofMillis(Math.round(Double.parseDouble(text.strip()) * millis)));
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            return Optional.of(
                    Duration.between(
                            now,
                            ZonedDateTime.parse(
                                    text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException e) {
            // Not a date; the header is ignored.
            return Optional.empty();
        }
    }
}
