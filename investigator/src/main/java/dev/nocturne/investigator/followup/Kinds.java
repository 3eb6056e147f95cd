package dev.nocturne.investigator.followup;

import dev.nocturne.environment.topology.Topology;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which kinds of entities the words of a question mean. */
final class Kinds {
    /** A shorter first word of a label says too little: a "data centre" is no "data". */
    private static final int TELLING = 5;

    private static final Set<String> PLURALS = Set.of("s", "es", "n", "en", "e");

    private final Set<String> labels;

    Kinds(Topology topology) {
        this.labels = topology.entityLabels();
    }

    /** Labels that the words name, whole names before parts of them. */
    List<String> named(List<String> words) {
        List<String> folded = words.stream().map(Words::withoutUmlauts).toList();
        List<String> whole = labels.stream().filter(label -> isWhole(label, folded)).toList();
        // Of "sectors of the site" each of the two is a kind.
        List<String> others =
                folded.stream()
                        .filter(w -> whole.stream().noneMatch(l -> isWhole(l, List.of(w))))
                        .toList();
        List<String> same = labels.stream().filter(label -> meansSame(label, others)).toList();
        if (!whole.isEmpty()) {
            return Stream.concat(whole.stream(), same.stream()).distinct().toList();
        }
        return !same.isEmpty()
                ? same
                : labels.stream().filter(label -> isFirst(label, folded)).toList();
    }

    boolean isNamed(String word) {
        return !named(List.of(word)).isEmpty();
    }

    /** By its last word, in the singular or the plural, written as one word, or by its initials. */
    private static boolean isWhole(String label, List<String> words) {
        List<String> parts = parts(label);
        String joined = String.join("", parts);
        String initials = initials(parts);
        return words.stream()
                .anyMatch(w ->
                        isForm(w, parts.getLast())
                                || isForm(w, joined)
                                || (initials.length() > 1
                                        && (w.equals(initials) || w.equals(initials + "s"))));
    }

    private static boolean meansSame(String label, List<String> words) {
        String last = parts(label).getLast();
        for (Set<String> group : Language.groups("kind of ").values()) {
            List<String> same = group.stream().map(Words::withoutUmlauts).toList();
            if (same.stream().anyMatch(s -> isForm(last, s) || isForm(s, last))
                    && words.stream().anyMatch(same::contains)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFirst(String label, List<String> words) {
        String first = parts(label).getFirst();
        return first.length() >= TELLING && words.stream().anyMatch(w -> isForm(w, first));
    }

    private static boolean isForm(String word, String singular) {
        return word.equals(singular)
                || (word.startsWith(singular)
                        && PLURALS.contains(word.substring(singular.length())));
    }

    private static List<String> parts(String label) {
        List<String> parts = new ArrayList<>();
        Words.of(label).forEach(word -> parts.add(Words.withoutUmlauts(word)));
        return parts.isEmpty() ? List.of(label.toLowerCase(Locale.ROOT)) : parts;
    }

    private static String initials(List<String> parts) {
        StringBuilder initials = new StringBuilder();
        Set<String> all = new LinkedHashSet<>(parts);
        all.forEach(part -> initials.append(part.charAt(0)));
        return initials.toString();
    }
}
