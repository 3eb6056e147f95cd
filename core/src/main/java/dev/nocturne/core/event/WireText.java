package dev.nocturne.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Formats texts in payloads that clients parse (contract). */
public final class WireText {
    private WireText() {}

    /** A duration such as {@code 12.3s}; a negative one is shown as zero. */
    public static String seconds(Instant from, Instant to) {
        return seconds(Duration.between(from, to));
    }

    /** Formats a measured duration. */
    public static String seconds(Duration span) {
        // Not toMillis: it overflows for the instants that an external agent may post.
        double seconds = span.toSeconds() + span.toMillisPart() / 1000.0;
        return String.format(Locale.ROOT, "%.1fs", Math.max(0, seconds));
    }

    /** The response of a failed tool call: {@code FAILED: [code] message}. */
    public static String failed(String code, String message) {
        return "FAILED: [" + code + "] " + message;
    }
}
