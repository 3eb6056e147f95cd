package dev.nocturne.environment.alarm;

import dev.nocturne.environment.words.WordLists;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of {@code alarms.txt}. */
public final class AlarmWords {

    private static final Map<String, List<String>> WORDS = WordLists.read("alarms.txt");

    private static final Map<Severity, Set<String>> SEVERITIES = bySeverity("");
    private static final Map<Severity, Set<String>> STATES = bySeverity("state ");

    public static final Set<String> OPEN = words("open");
    public static final Set<String> OVER = words("over");

    /** A number before or after the word: {@code 1 - Critical}, {@code Critical (1)}. */
    private static final Pattern NUMBERED =
            Pattern.compile("^\\d+\\s*[-:.)]\\s*|\\s*[(\\[]\\d+[)\\]]$");

    private AlarmWords() {}

    private static Map<Severity, Set<String>> bySeverity(String prefix) {
        Map<Severity, Set<String>> words = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            words.put(severity, words(prefix + severity.name().toLowerCase(Locale.ROOT)));
        }
        return words;
    }

    private static Set<String> words(String key) {
        return new HashSet<>(WORDS.getOrDefault(key, List.of()));
    }

    public static Optional<Severity> severity(String value) {
        return find(SEVERITIES, value);
    }

    /** What a state says of how bad it is. */
    public static Optional<Severity> state(String value) {
        return find(STATES, value);
    }

    private static Optional<Severity> find(Map<Severity, Set<String>> words, String value) {
        String word = plain(value);
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** In lower case, without a number before or after it. */
    public static String plain(String value) {
        return NUMBERED.matcher(value.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Whether a column's name is one of the words of that key, whatever stands between them. */
    public static boolean isNamed(String column, String key) {
        return WORDS.getOrDefault(key, List.of())
                .contains(column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""));
    }

    /** Whether one of the words of a column's name is of that key. */
    public static boolean isNamedLike(String column, String key) {
        List<String> words = WORDS.getOrDefault(key, List.of());
        for (String word : column.split("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})", -1)) {
            if (words.contains(word.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return isNamed(column, key);
    }
}
