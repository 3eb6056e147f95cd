package dev.nocturne.sources.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of one file. Used by one thread. */
final class Mistakes {
    /** A file with a systematic fault has one on each line; a longer list does not help. */
    private static final int MOST = 100;

    /** Quoted values are cut here. */
    private static final int QUOTED_CHARS = 60;

    private final List<Mistake> all = new ArrayList<>();

    void add(int line, String key, String sentence) {
        if (all.size() < MOST) {
            all.add(new Mistake(line, key, sentence));
        }
    }

    /** By line. */
    List<Mistake> list() {
        return all.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
    }

    /** A value that is not secret: on one line, cut to a readable length. */
    static String quote(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return "\""
                + (line.length() > QUOTED_CHARS ? line.substring(0, QUOTED_CHARS) + "…" : line)
                + "\"";
    }
}
