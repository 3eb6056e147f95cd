package dev.nocturne.sources.pack.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Turns what a user types into an FTS5 expression that is always well-formed: words made of letters
 * and digits only, each quoted, any of them may match. Words joined without a blank (LINK-001) also
 * count as a phrase.
 */
final class MatchExpression {

    /** An alert of many pages is searched by its first words; more add time, not relevance. */
    private static final int MAX_TERMS = 64;

    /** Words that say nothing about an incident. Used only where others remain. */
    private static final Set<String> COMMON =
            Set.of(
                    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do",
                    "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "is", "it",
                    "its", "me", "no", "not", "of", "on", "or", "our", "so", "that", "the", "their",
                    "them", "then", "there", "these", "they", "this", "to", "was", "we", "were",
                    "what", "when", "where", "which", "who", "why", "will", "with", "you");

    private MatchExpression() {}

    /** Empty when the text holds no word. */
    static String of(String text) {
        Set<String> terms = new LinkedHashSet<>();
        for (String token : text.strip().split("\\s+", -1)) {
            List<String> words = words(token);
            terms.addAll(words);
            if (words.size() > 1) {
                terms.add(String.join(" ", words));
            }
        }
        List<String> telling = terms.stream().filter(term -> !COMMON.contains(term)).toList();
        List<String> used = telling.isEmpty() ? List.copyOf(terms) : telling;
        return String.join(
                " OR ", used.stream().limit(MAX_TERMS).map(term -> "\"" + term + "\"").toList());
    }

    private static List<String> words(String token) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        token.codePoints()
                .forEach(c -> {
                    if (Character.isLetterOrDigit(c)) {
                        word.appendCodePoint(c);
                    } else if (!word.isEmpty()) {
                        words.add(word.toString().toLowerCase(Locale.ROOT));
                        word.setLength(0);
                    }
                });
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
