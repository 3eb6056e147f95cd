package dev.nocturne.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Texts within payloads whose form clients read (contract). */
public final class WireText {
    private WireText() {}

    /** A span such as {@code 12.3s}; one that runs backwards is none. */
    public static String seconds(Instant from, Instant to) {
        return seconds(Duration.between(from, to));
    }

    /** The same of a span that was measured. */
    public static String seconds(Duration span) {
        // Not toMillis: an agent elsewhere may name instants too far apart for it.
        double seconds = span.toSeconds() + span.toMillisPart() / 1000.0;
        return String.format(Locale.ROOT, "%.1fs", Math.max(0, seconds));
    }

    /** The response of a failed tool call: {@code FAILED: [code] message}. */
    public static String failed(String code, String message) {
        return "FAILED: [" + code + "] " + message;
    }
}
