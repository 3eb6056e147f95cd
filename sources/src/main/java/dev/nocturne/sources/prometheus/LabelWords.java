package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the names and values of labels, and the names of metrics, say ({@code labels.txt}). */
final class LabelWords {
    private static final Map<String, List<String>> WORDS = WordLists.read("labels.txt");

    static final List<String> SERVICE = list("service");
    static final List<String> INSTANCE = list("instance");
    static final List<String> PEER = list("peer");
    static final List<String> CALLER = list("caller");
    static final List<String> CALLEE = list("callee");
    static final List<String> PLAIN = list("plain");

    private static final List<String> BAD = list("bad outcome");
    private static final List<String> GOOD = list("good outcome");
    private static final List<String> SETTING = list("setting");
    private static final List<String> MACHINERY = list("machinery");
    private static final List<String> BEGAN = list("began");

    private LabelWords() {}

    private static List<String> list(String key) {
        return WORDS.getOrDefault(key, List.of());
    }

    /**
     * A regular expression, in the form of RE2, of values that say that all went well. No value
     * says nothing, and so not that something went wrong.
     */
    static String goodOutcomes() {
        return "(?i:" + String.join("|", GOOD) + "|)";
    }

    /** Whether the value says that something went wrong. */
    static boolean isBad(String value) {
        return matches(BAD, value);
    }

    /** Whether the value says that all went well. */
    static boolean isGood(String value) {
        return matches(GOOD, value);
    }

    private static boolean matches(List<String> patterns, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(lower::matches);
    }

    /** Whether the metric says how something is set or how much there is at most. */
    static boolean isSetting(String metric) {
        return Words.of(metric).stream().anyMatch(SETTING::contains);
    }

    /** Whether the metric is about the program that exports or collects it. */
    static boolean isMachinery(String metric) {
        List<String> words = Words.of(metric);
        return !words.isEmpty()
                && (MACHINERY.contains(words.getFirst())
                        || (words.size() > 1 && MACHINERY.contains(words.get(1)))
                        || MACHINERY.contains(
                                String.join("_", words.subList(0, Math.min(2, words.size())))));
    }

    /** Whether the metric holds the time at which something began. */
    static boolean isBeginning(String metric) {
        return BEGAN.stream().anyMatch(metric::endsWith);
    }
}
