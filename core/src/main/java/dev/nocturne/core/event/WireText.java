package dev.nocturne.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Texts within payloads whose form clients read (contract). */
public final class WireText {
    private WireText() {}

    /** A span such as {@code 12.3s}; one that runs backwards is none. */
    public static String seconds(Instant from, Instant to) {
        long millis = Math.max(0, Duration.between(from, to).toMillis());
        return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
    }

    /** The response of a failed tool call: {@code FAILED: [code] message}. */
    public static String failed(String code, String message) {
        return "FAILED: [" + code + "] " + message;
    }
}
