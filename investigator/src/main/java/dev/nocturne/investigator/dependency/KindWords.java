package dev.nocturne.investigator.dependency;

import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.List;
import java.util.Map;

/** What the label of an entity says about the kind of thing it is ({@code kinds.txt}). */
public final class KindWords {
    private static final Map<String, List<String>> WORDS = WordLists.read("kinds.txt");

    private KindWords() {}

    /** Whether it can neither take a service down nor be taken down by one. */
    static boolean inert(String label) {
        List<String> words = Words.of(label);
        return has(words, "paper")
                || has(words, "people")
                || has(words, "bases")
                || has(words, "watchers");
    }

    /** Whether it is a document, such as a contract. */
    public static boolean paper(String label) {
        return has(Words.of(label), "paper");
    }

    /** Whether it is a person or a group of persons who work here. */
    public static boolean people(String label) {
        return has(Words.of(label), "people");
    }

    /** Whether it is a place from which field engineers start. */
    public static boolean base(String label) {
        return has(Words.of(label), "bases");
    }

    /** Whether it only observes others. */
    public static boolean watcher(String label) {
        return has(Words.of(label), "watchers");
    }

    /** Whether it stands in a way and can close it, such as a valve. */
    static boolean gate(String label) {
        return has(Words.of(label), "gates");
    }

    /** Whether something flows along it, such as a pipe. */
    static boolean way(String label) {
        return has(Words.of(label), "ways");
    }

    /** Whether it is where others are, such as a building. */
    static boolean place(String label) {
        return has(Words.of(label), "places");
    }

    /** Whether it is a customer. */
    public static boolean buyer(String label) {
        return has(Words.of(label), "buyers");
    }

    /** Whether it is a customer who runs nothing here, and so causes nothing. */
    public static boolean patron(String label) {
        return has(Words.of(label), "patrons");
    }

    /** Whether it is sold, or used by people: an impact is counted in these. */
    public static boolean offer(String label) {
        return has(Words.of(label), "offers");
    }

    private static boolean has(List<String> words, String key) {
        List<String> set = WORDS.getOrDefault(key, List.of());
        return words.stream()
                .anyMatch(w ->
                        set.contains(w)
                                || (w.endsWith("s")
                                        && set.contains(w.substring(0, w.length() - 1))));
    }
}
