package dev.nocturne.investigator.dependency;

import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads from a relation's name which end needs the other ({@code relations.txt}). Where the name
 * does not say, the shape of the data decides.
 */
final class RelationWords {
    /** Share of the parts of a failed whole that raise no alarms of their own. */
    private static final double PART_SILENT = 0.9;

    private static final double OTHERS_SILENT = 0.0;

    private static final Pattern PARTICIPLE =
            Pattern.compile(".{0,4}ge.+(?:t|en)|.+iert|(?:be|ver|er).+t");

    private static final Map<String, Set<String>> WORDS = folded();

    private RelationWords() {}

    /** Empty when the name does not say. */
    static Optional<RelationSense> read(String relation, boolean sameKind) {
        List<String> words = words(relation);
        if (!sameKind && has(words, "made of")) {
            return Optional.of(new RelationSense(Sense.TARGET_NEEDS_SOURCE, OTHERS_SILENT, false));
        }
        if (has(words, "no failure") || (sameKind && has(words, "meets"))) {
            return Optional.of(RelationSense.NONE);
        }
        // Who is "protected by" something of another kind has a guard, not a second way.
        boolean backup = has(words, "backup") || (sameKind && has(words, "backup of its kind"));
        if (backup && has(words, "for")) {
            return Optional.of(new RelationSense(Sense.TARGET_NEEDS_SOURCE, OTHERS_SILENT, true));
        }
        double silent = has(words, "part") ? PART_SILENT : OTHERS_SILENT;
        return direction(words).map(sense -> new RelationSense(sense, silent, backup));
    }

    /** Whether one end only shows what happens to the other. */
    static boolean isWatching(String relation) {
        return has(words(relation), "watching");
    }

    /** Whether one end is a part of the other: {@code member_of}, {@code port_of}. */
    static boolean isPart(String relation) {
        List<String> words = words(relation);
        return has(words, "part")
                || (words.size() == 2
                        && has(words.subList(1, 2), "of")
                        && !isDoneBy(words.getFirst(), words.getLast()));
    }

    /** German has one word for "of" and "by": what is "gestellt von" something is no part of it. */
    private static boolean isDoneBy(String word, String of) {
        return !of.equals("of") && PARTICIPLE.matcher(word).matches();
    }

    /** Whether one end is in or at the other. */
    static boolean isWithin(String relation) {
        return has(words(relation), "within");
    }

    /** Whether trouble of one end shows in the other, whichever needs the other. */
    static boolean isClose(String relation) {
        List<String> words = words(relation);
        return has(words, "watching") || has(words, "flow") || has(words, "close");
    }

    /** Whether the source is one of those that the target is made of. */
    static boolean isMadeOf(String relation) {
        return has(words(relation), "made of");
    }

    /** Whether something flows from one end to the other. */
    static boolean isFlow(String relation) {
        return has(words(relation), "flow");
    }

    private static Optional<Sense> direction(List<String> words) {
        if (has(words, "passive")) {
            return Optional.of(
                    has(words, "turned by")
                            ? Sense.TARGET_NEEDS_SOURCE
                            : Sense.SOURCE_NEEDS_TARGET);
        }
        if (has(words, "gives") && has(words, "towards")) {
            return Optional.of(Sense.TARGET_NEEDS_SOURCE);
        }
        if (has(words, "preposition") || has(words, "takes")) {
            return Optional.of(Sense.SOURCE_NEEDS_TARGET);
        }
        if (has(words, "gives")) {
            return Optional.of(Sense.TARGET_NEEDS_SOURCE);
        }
        return Optional.empty();
    }

    /** Whether one of the words is in the list of that key. */
    private static boolean has(List<String> words, String key) {
        Set<String> list = WORDS.getOrDefault(key, Set.of());
        return words.stream().anyMatch(list::contains);
    }

    private static List<String> words(String relation) {
        return Words.of(relation).stream().map(Words::withoutUmlauts).toList();
    }

    private static Map<String, Set<String>> folded() {
        Map<String, Set<String>> folded = new HashMap<>();
        WordLists.read("relations.txt")
                .forEach((key, words) ->
                        folded.put(
                                key,
                                words.stream()
                                        .map(Words::withoutUmlauts)
                                        .collect(Collectors.toSet())));
        return folded;
    }
}
