package dev.nocturne.investigator.alert;

import dev.nocturne.environment.words.WordLists;
import java.util.List;
import java.util.Map;

/** The words of {@code alerts.txt}. */
final class AlertWords {
    private static final Map<String, List<String>> WORDS = WordLists.read("alerts.txt");

    private AlertWords() {}

    static List<String> of(String key) {
        return WORDS.getOrDefault(key, List.of());
    }

    /** Whether it is a label of any meaning. */
    static boolean isAny(String word) {
        return WORDS.values().stream().anyMatch(words -> words.contains(word));
    }

    static boolean is(String key, String word) {
        return of(key).contains(word);
    }
}
