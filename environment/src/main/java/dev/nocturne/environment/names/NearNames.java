package dev.nocturne.environment.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds words that are meant as ids and are none, and the ids that are written most like them. A
 * word is meant as an id if it is almost one, or if it has the shape of one: WM_0499_A where there
 * is a WM_0420_A.
 */
final class NearNames {
    /** Ids suggested for one word. */
    private static final int MAX_SUGGESTIONS = 3;

    /** Words looked at in one alert: a log of 30 kB has thousands. */
    private static final int MAX_WORDS = 200;

    /** Shorter words are too like too many ids. */
    private static final int MIN_LENGTH = 4;

    /** From this length on, two signs may differ. */
    private static final int TWO_ERRORS = 8;

    private final Map<Integer, List<String>> byLength = new HashMap<>();
    private final Map<String, List<String>> idsByShape = new HashMap<>();

    /** Ids of which there are several that differ in their digits only. */
    private final Set<String> siblings = new HashSet<>();

    NearNames(Collection<String> ids) {
        Set<String> once = new HashSet<>();
        for (String id : ids) {
            byLength.computeIfAbsent(id.length(), length -> new ArrayList<>()).add(id);
            boolean isNew = once.add(withoutDigits(id));
            if (!isNew && id.chars().anyMatch(Character::isDigit)) {
                siblings.add(withoutDigits(id));
            }
            String shape = shape(id);
            if (shape.chars().filter(c -> c == '9' || !Character.isLetterOrDigit(c)).count() >= 2) {
                idsByShape.computeIfAbsent(shape, s -> new ArrayList<>()).add(id);
            }
        }
    }

    /**
     * What is unknown of these words, which are no ids.
     *
     * @param byShape whether the shape of an id is enough; beside a known id such a word may be
     *     anything, such as the number of an alarm, unless it has the letters of several ids
     */
    List<UnknownName> unknown(Collection<String> words, boolean byShape) {
        List<UnknownName> unknown = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String word : words) {
            boolean isSibling = siblings.contains(withoutDigits(word));
            boolean isLong = word.length() >= MIN_LENGTH || isSibling;
            if (isLong && seen.add(word) && seen.size() <= MAX_WORDS) {
                List<String> near = near(word);
                boolean isNumbered = word.indexOf(' ') > 0;
                if (!near.isEmpty()
                        || isNumbered
                        || isSibling
                        || (byShape && idsByShape.containsKey(shape(word)))) {
                    unknown.add(new UnknownName(word, near));
                }
            }
        }
        return unknown;
    }

    private List<String> near(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int allowed = word.length() >= TWO_ERRORS ? 2 : 1;
        Map<String, Integer> distances = new HashMap<>();
        for (int length = word.length() - allowed; length <= word.length() + allowed; length++) {
            for (String id : byLength.getOrDefault(length, List.of())) {
                int distance = distance(lower, id.toLowerCase(Locale.ROOT), allowed);
                if (distance <= allowed) {
                    distances.put(id, distance);
                }
            }
        }
        return distances.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MAX_SUGGESTIONS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** With each digit as a 9: ids that differ in their digits only are the same so. */
    static String withoutDigits(String id) {
        return id.replaceAll("\\d", "9");
    }

    /** Letters as A, digits as 9, each run once; other signs as they are. */
    private static String shape(String text) {
        return text.replaceAll("\\p{L}+", "A").replaceAll("\\p{N}+", "9");
    }

    /** Another digit is another thing: WM_0499 is not meant as WM_0411. */
    private static int replacement(char a, char b, int limit) {
        if (a == b) {
            return 0;
        }
        return Character.isDigit(a) && Character.isDigit(b) ? limit + 1 : 1;
    }

    /**
     * Signs to insert, delete, replace or swap with their neighbour (optimal string alignment);
     * more than {@code limit} if it is more than that.
     */
    private static int distance(String a, String b, int limit) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + replacement(a.charAt(i - 1), b.charAt(j - 1), limit);
                now[j] = Math.min(replace, Math.min(last[j], now[j - 1]) + 1);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    now[j] = Math.min(now[j], before[j - 2] + 1);
                }
                least = Math.min(least, now[j]);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] spare = before;
            before = last;
            last = now;
            now = spare;
        }
        return last[b.length()];
    }
}
