package dev.nocturne.investigator.followup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Words that ask for something, in order.
 *
 * @param words {@link #GAP} stands for up to {@link #WIDTH} other words
 */
record Phrase(List<String> words) {
    private static final String GAP = "..";
    private static final int WIDTH = 5;

    /**
     * Where a phrase stands in a question.
     *
     * @param used positions of the words that are the phrase
     * @param inside positions of the words in its gaps
     */
    record Place(List<Integer> used, List<Integer> inside) {
        Place {
            used = List.copyOf(used);
            inside = List.copyOf(inside);
        }
    }

    Phrase {
        words = List.copyOf(words);
    }

    static Phrase of(String text) {
        List<String> words = new ArrayList<>();
        for (String part : text.split("\\s+", -1)) {
            if (part.equals(GAP)) {
                words.add(GAP);
            } else {
                words.addAll(Tokens.of(part));
            }
        }
        return new Phrase(words);
    }

    /** Where it stands first. {@code vocabulary}: words that are no misspelling of others. */
    Optional<Place> find(List<String> text, Set<String> vocabulary) {
        for (int from = 0; from < text.size(); from++) {
            List<Integer> used = new ArrayList<>();
            if (continues(text, vocabulary, from, 0, used)) {
                List<Integer> inside = new ArrayList<>();
                for (int i = used.getFirst(); i < used.getLast(); i++) {
                    if (!used.contains(i)) {
                        inside.add(i);
                    }
                }
                return Optional.of(new Place(used, inside));
            }
        }
        return Optional.empty();
    }

    private boolean continues(
            List<String> text, Set<String> vocabulary, int at, int word, List<Integer> used) {
        if (word == words.size()) {
            return true;
        }
        boolean gap = words.get(word).equals(GAP);
        int next = gap ? word + 1 : word;
        for (int skipped = 0; skipped <= (gap ? WIDTH : 0); skipped++) {
            int here = at + skipped;
            if (here >= text.size()) {
                return false;
            }
            if (Tokens.isSame(text.get(here), words.get(next), vocabulary)) {
                used.add(here);
                if (continues(text, vocabulary, here + 1, next + 1, used)) {
                    return true;
                }
                used.removeLast();
            }
        }
        return false;
    }
}
