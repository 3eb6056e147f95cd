package dev.nocturne.stores.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Creates queries to the full-text index: a text that contains the needle contains each of its runs
 * of three characters. The converse is not true, so each match must still be compared with the
 * needle.
 */
final class Trigrams {
    /** The length of the tokenizer's runs: three code points. */
    private static final int LENGTH = 3;

    /**
     * The most runs in a query: each is another list to read, and more would rule out few further
     * texts.
     */
    private static final int MOST = 16;

    private Trigrams() {}

    /** The expression for FTS5's MATCH; empty if the needle is too short for the index. */
    static Optional<String> match(String needle) {
        // The tokenizer drops NUL characters.
        int[] points = needle.codePoints().filter(point -> point != 0).toArray();
        SequencedSet<String> runs = new LinkedHashSet<>();
        for (int i = 0; i + LENGTH <= points.length; i++) {
            runs.add(new String(points, i, LENGTH));
        }
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        List<String> quoted = some(List.copyOf(runs)).stream().map(Trigrams::quote).toList();
        return Optional.of(String.join(" AND ", quoted));
    }

    /** At most {@link #MOST} runs, evenly spread over the needle. */
    private static List<String> some(List<String> runs) {
        if (runs.size() <= MOST) {
            return runs;
        }
        List<String> some = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            some.add(runs.get(i * (runs.size() - 1) / (MOST - 1)));
        }
        return some;
    }

    /** Quotes a run, so that no character has a special meaning. */
    private static String quote(String run) {
        return '"' + run.replace("\"", "\"\"") + '"';
    }
}
