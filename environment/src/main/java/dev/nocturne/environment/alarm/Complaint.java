package dev.nocturne.environment.alarm;

import dev.nocturne.environment.words.WordLists;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an alarm says of its entity, as far as its words show ({@code complaints.txt}). */
public enum Complaint {
    DOWN,
    DEGRADED,
    /** Only the backup is lost. */
    AT_RISK,
    OVER,
    UNCLEAR;

    private static final Map<String, List<String>> WORDS = WordLists.read("complaints.txt");

    /** Reads the type and the text of an alarm. */
    public static Complaint read(String type, String text) {
        String words = (type + " " + text).toLowerCase(Locale.ROOT);
        if (has(words, "over")) {
            return OVER;
        }
        if (has(words, "at risk")) {
            return AT_RISK;
        }
        if (has(words, "degraded")) {
            return DEGRADED;
        }
        return has(words, "down") ? DOWN : UNCLEAR;
    }

    private static boolean has(String words, String key) {
        return WORDS.getOrDefault(key, List.of()).stream().anyMatch(words::contains);
    }
}
