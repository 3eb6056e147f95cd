package dev.nocturne.investigator.signal;

import java.util.List;
import java.util.Locale;

/** What an alarm complains of, as far as its words tell. */
public enum Complaint {
    DOWN,
    DEGRADED,
    /** Only the spare way is gone. */
    AT_RISK,
    OVER,
    UNCLEAR;

    private static final List<String> OVER_WORDS =
            List.of("cleared", "recovered", "resolved", "restored", "back to normal", "up again");
    private static final List<String> DEGRADED_WORDS =
            List.of(
                    "degrad",
                    "on the backup",
                    "on backup",
                    "switched to",
                    "slow",
                    "reduced",
                    "partial",
                    "primary path lost");
    private static final List<String> RISK_WORDS =
            List.of(
                    "protection_lost",
                    "protection lost",
                    "backup path not",
                    "redundancy lost",
                    "unprotected",
                    "standby lost",
                    "no redundancy");
    private static final List<String> DOWN_WORDS =
            List.of(
                    "down",
                    "unreachable",
                    "no path",
                    "loss of signal",
                    "_los",
                    "outage",
                    "dead",
                    "not available",
                    "unavailable",
                    "no light",
                    "lost");

    /** Reads the type and the text of an alarm. */
    public static Complaint read(String type, String text) {
        String words = (type + " " + text).toLowerCase(Locale.ROOT);
        if (has(words, OVER_WORDS)) {
            return OVER;
        }
        if (has(words, RISK_WORDS)) {
            return AT_RISK;
        }
        if (has(words, DEGRADED_WORDS)) {
            return DEGRADED;
        }
        return has(words, DOWN_WORDS) ? DOWN : UNCLEAR;
    }

    private static boolean has(String words, List<String> parts) {
        return parts.stream().anyMatch(words::contains);
    }
}
