package dev.nocturne.investigator.alert;

import dev.nocturne.scenario.topology.Entity;
import dev.nocturne.scenario.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the entities a text names: by id, whatever the case, or by a proper name among their
 * properties that belongs to one of them only.
 */
public final class EntityNames {
    /** Shorter names than this are too often words of something else. */
    private static final int MIN_NAME = 4;

    /** Longest id or name in words. */
    private static final int MAX_WORDS = 6;

    private final Map<String, String> byId = new LinkedHashMap<>();
    private final Map<String, String> byName = new LinkedHashMap<>();

    public EntityNames(Topology topology) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        for (Entity entity : topology.entities()) {
            byId.put(key(entity.id()), entity.id());
            for (Map.Entry<String, Object> property : entity.properties().entrySet()) {
                if (property.getKey().toLowerCase(Locale.ROOT).contains("name")
                        && property.getValue() instanceof String name
                        && name.length() >= MIN_NAME) {
                    uses.merge(key(name), 1, Integer::sum);
                    byName.put(key(name), entity.id());
                }
            }
        }
        byName.keySet().removeIf(name -> uses.getOrDefault(name, 0) > 1 || byId.containsKey(name));
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Ids of the entities named, in order of appearance, each once. */
    public List<String> in(String text) {
        List<int[]> words = words(text);
        Map<Integer, String> found = new TreeMap<>();
        int next = 0;
        while (next < words.size()) {
            next += match(text, words, next, found);
        }
        return new ArrayList<>(new java.util.LinkedHashSet<>(found.values()));
    }

    /** Tries the longest run of words first; returns how many words were used. */
    private int match(String text, List<int[]> words, int first, Map<Integer, String> found) {
        for (int count = Math.min(MAX_WORDS, words.size() - first); count >= 1; count--) {
            int from = words.get(first)[0];
            int to = words.get(first + count - 1)[1];
            String id = lookup(text.substring(from, to));
            if (id != null) {
                found.put(from, id);
                return count;
            }
        }
        return 1;
    }

    private @org.jspecify.annotations.Nullable String lookup(String piece) {
        String key = key(piece);
        for (int tries = 0; tries < 4 && !key.isEmpty(); tries++) {
            String id = byId.get(key);
            if (id != null) {
                return id;
            }
            id = byName.get(key);
            if (id != null) {
                return id;
            }
            String shorter = trim(key);
            if (shorter.equals(key)) {
                return null;
            }
            key = shorter;
        }
        return null;
    }

    /** Without one sign of punctuation at either end, or a possessive. */
    private static String trim(String key) {
        if (key.endsWith("'s")) {
            return key.substring(0, key.length() - 2);
        }
        int from = ".,:;!?()[]{}\"'`*|<>".indexOf(key.charAt(0)) >= 0 ? 1 : 0;
        int to = key.length();
        while (to > from && ".,:;!?()[]{}\"'`*|<>".indexOf(key.charAt(to - 1)) >= 0) {
            to--;
        }
        return key.substring(from, to);
    }

    private static List<int[]> words(String text) {
        List<int[]> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean gap =
                    i == text.length()
                            || Character.isWhitespace(text.charAt(i))
                            || text.charAt(i) == '|'
                            || text.charAt(i) == ','
                            || text.charAt(i) == ';';
            if (gap && start >= 0) {
                words.add(new int[] {start, i});
                start = -1;
            } else if (!gap && start < 0) {
                start = i;
            }
        }
        return words;
    }
}
