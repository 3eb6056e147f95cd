package dev.nocturne.stores.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What the index of search texts is asked for: all texts that hold the needle hold each run of
 * three characters of it. The converse does not follow, so what is found still has to be compared.
 */
final class Trigrams {
    /** The tokenizer's: three code points. */
    private static final int LENGTH = 3;

    /**
     * Runs asked for: each is one more list to read; beyond these few texts are left to rule out.
     */
    private static final int MOST = 16;

    private Trigrams() {}

    /** The expression for FTS5's MATCH, or nothing for a needle too short for the index. */
    static Optional<String> match(String needle) {
        // The tokenizer leaves NULs out.
        int[] points = needle.codePoints().filter(point -> point != 0).toArray();
        SequencedSet<String> runs = new LinkedHashSet<>();
        for (int i = 0; i + LENGTH <= points.length; i++) {
            runs.add(new String(points, i, LENGTH));
        }
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        List<String> quoted = some(List.copyOf(runs)).stream().map(Trigrams::quoted).toList();
        return Optional.of(String.join(" AND ", quoted));
    }

    /** At most {@link #MOST}, from all over the needle. */
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

    /** In quotes no character means anything but itself, a doubled quote one quote. */
    private static String quoted(String run) {
        return '"' + run.replace("\"", "\"\"") + '"';
    }
}
