package dev.nocturne.sources.pack;

import dev.nocturne.sources.pack.text.Excerpt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the mistakes of one pack. Used by one thread. */
final class Problems {

    /** A file with a systematic fault has one per row; a longer list does not help to find it. */
    static final int PER_FILE = 100;

    /** Quoted values are cut here: a cell may be huge, a line on a terminal is not. */
    private static final int QUOTE_CHARS = 60;

    private static final class OfFile {
        final Set<Problem> listed = new LinkedHashSet<>();
        final Set<Integer> unlisted = new LinkedHashSet<>();
        int more;
    }

    private final Map<String, OfFile> byFile = new LinkedHashMap<>();
    private final List<Warning> warnings = new ArrayList<>();

    void add(Place place, String found, String expected) {
        add(place.problem(found, expected));
    }

    /** A mistake found twice (in a file that is read for two purposes) is listed once. */
    void add(Problem problem) {
        OfFile file = byFile.computeIfAbsent(problem.file(), name -> new OfFile());
        if (file.listed.contains(problem)) {
            return;
        }
        if (file.listed.size() < PER_FILE) {
            file.listed.add(problem);
        } else if (file.unlisted.add(problem.hashCode())) {
            file.more++;
        }
    }

    /** Adds a warning: not a mistake, but worth the author's attention. */
    void warn(Place place, String message) {
        Warning warning = new Warning(place.file(), place.line(), place.key(), message);
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    boolean none() {
        return byFile.isEmpty();
    }

    /** By file, as the loader came to them, and within a file by line. */
    List<Problem> list() {
        List<Problem> all = new ArrayList<>();
        byFile.forEach((name, file) -> {
            file.listed.stream().sorted(Comparator.comparingInt(Problem::line)).forEach(all::add);
            if (file.more > 0) {
                all.add(new Problem(name, 0, "", "and " + file.more + " more mistakes", "none"));
            }
        });
        return all;
    }

    /** A value of the pack in a message: quoted, on one line, cut to a readable length. */
    static String quote(String value) {
        if (value.isEmpty()) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder(Excerpt.of(value, QUOTE_CHARS));
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                text.setCharAt(i, ' ');
            }
        }
        return "\"" + text + "\"";
    }
}
