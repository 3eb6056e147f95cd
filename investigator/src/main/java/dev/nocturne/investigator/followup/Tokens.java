package dev.nocturne.investigator.followup;

import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words of a question, as they are spoken. */
final class Tokens {
    /** Words from this length on may have one letter wrong. */
    private static final int LONG = 5;

    /** From this length on two. */
    private static final int VERY_LONG = 9;

    /** Words that share so many first letters say the same. */
    private static final int STEM = 5;

    private Tokens() {}

    /** Words in lower case: {@code what's} is {@code what}. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String word :
                text.toLowerCase(Locale.ROOT).replace('’', '\'').split("[^\\p{L}\\p{N}']+", -1)) {
            String plain = word.replaceAll("^'+|'.*$", "");
            if (!plain.isEmpty()) {
                words.add(plain);
            }
        }
        return words;
    }

    /** Whether two words have the same stem: one goes on where the other ends, or nearly so. */
    static boolean isAlike(String one, String other) {
        String a = Words.withoutUmlauts(one);
        String b = Words.withoutUmlauts(other);
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        return a.equals(b)
                || (same >= STEM && 10 * same >= 6 * Math.min(a.length(), b.length()))
                || (same >= STEM - 1 && same == Math.min(a.length(), b.length()));
    }

    /** Whether the words have one of the phrases. */
    static boolean hasAny(List<String> words, Set<String> phrases) {
        return phrases.stream()
                .map(Tokens::of)
                .anyMatch(p -> java.util.Collections.indexOfSubList(words, p) >= 0);
    }

    /** The same word, or a long one misspelt; a word of the vocabulary is not misspelt. */
    static boolean isSame(String word, String known, Set<String> vocabulary) {
        return word.equals(known) || (!vocabulary.contains(word) && isNear(word, known));
    }

    /** Whether a long word is the known one with a letter or two wrong. */
    static boolean isNear(String word, String known) {
        if (Math.min(word.length(), known.length()) < LONG - 1 || known.length() < LONG) {
            return false;
        }
        boolean sameStart =
                word.charAt(0) == known.charAt(0)
                        || (word.charAt(0) == known.charAt(1) && word.charAt(1) == known.charAt(0));
        int allowed = known.length() >= VERY_LONG ? 2 : 1;
        return sameStart
                && Math.abs(word.length() - known.length()) <= allowed
                && distance(word, known) <= allowed;
    }

    /** Letters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
