package dev.nocturne.sources.file;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class NearestWord {
    /** Words longer than any key need no comparing. */
    private static final int MOST_CHARS = 40;

    private NearestWord() {}

    /** The word that differs in the fewest letters, if those are at most a third of it. */
    static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > MOST_CHARS) {
            return Optional.empty();
        }
        return known.stream()
                .filter(word -> 3 * distance(written, word) <= Math.max(3, word.length()))
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** Letters to insert, remove or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
