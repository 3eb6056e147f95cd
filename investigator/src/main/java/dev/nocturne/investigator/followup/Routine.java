package dev.nocturne.investigator.followup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lines that come again and again with other numbers, as those of a nightly job. */
final class Routine {
    /** So many of the same shape are a routine. */
    private static final int OFTEN = 3;

    private Routine() {}

    /** Those that are no routine, in their order. {@code said}: whose and in which words. */
    static <T> List<T> without(List<T> lines, Function<T, String> said) {
        Map<String, Integer> shapes = new HashMap<>();
        lines.forEach(line -> shapes.merge(shape(said.apply(line)), 1, Integer::sum));
        List<T> rare = new ArrayList<>();
        for (T line : lines) {
            if (shapes.getOrDefault(shape(said.apply(line)), 0) < OFTEN) {
                rare.add(line);
            }
        }
        return rare;
    }

    /** The same, but of each run of the same shape the first is kept: where it began. */
    static <T> List<T> turns(List<T> lines, Function<T, String> whose, Function<T, String> said) {
        Map<String, String> last = new HashMap<>();
        List<T> turns = new ArrayList<>();
        for (T line : lines) {
            String shape = shape(said.apply(line));
            if (!shape.equals(last.put(whose.apply(line), shape))) {
                turns.add(line);
            }
        }
        return turns;
    }

    private static String shape(String text) {
        return text.replaceAll("\\d+(?:[.,:]\\d+)*", "#");
    }
}
