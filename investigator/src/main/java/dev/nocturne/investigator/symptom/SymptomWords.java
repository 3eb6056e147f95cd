package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.words.WordLists;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of {@code symptoms.txt}. */
final class SymptomWords {
    private static final Map<String, List<String>> WORDS = WordLists.read("symptoms.txt");

    /** So many words before a word may turn it round. */
    private static final Pattern NEGATED =
            Pattern.compile(
                    "(?:^|[^\\p{L}])(?:"
                            + String.join("|", WORDS.getOrDefault("negation", List.of()))
                            + ")\\s+(?:\\p{L}+\\s+)?$");

    /** Between the words of {@code OutOfMemoryError}. */
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    private static final Map<String, Pattern> PATTERNS =
            Map.of(
                    "failure", pattern("failure"),
                    "recovery", pattern("recovery"),
                    "change", pattern("change"),
                    "planned", pattern("planned"));

    private SymptomWords() {}

    private static Pattern pattern(String key) {
        StringBuilder any = new StringBuilder();
        for (String word : WORDS.getOrDefault(key, List.of())) {
            any.append(any.isEmpty() ? "" : "|").append(Pattern.quote(word));
        }
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])");
    }

    /** Whether the text has a word of the key that nothing before it turns round. */
    static boolean says(String key, String text) {
        Pattern pattern = PATTERNS.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        String apart = CAMEL.matcher(text).replaceAll(" ");
        return says(pattern, text) || (!apart.equals(text) && says(pattern, apart));
    }

    private static boolean says(Pattern pattern, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher matcher = pattern.matcher(lower);
        while (matcher.find()) {
            // "no answer" is a phrase of its own; "no restart needed" turns a word round.
            boolean own = matcher.group().indexOf(' ') > 0;
            if (own || !NEGATED.matcher(lower.substring(0, matcher.start())).find()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the value is one of the words of the key. */
    static boolean is(String key, String value) {
        return WORDS.getOrDefault(key, List.of()).contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether one of the words of a name is of the key. */
    static boolean names(String key, List<String> words) {
        return words.stream().anyMatch(WORDS.getOrDefault(key, List.of())::contains);
    }
}
