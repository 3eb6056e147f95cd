package dev.nocturne.environment.names;

import dev.nocturne.environment.topology.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the entities a text names: by id, whatever the case, or by a proper name among their
 * properties that belongs to one of them only.
 */
public final class EntityNames {
    /** Shorter names than this are too often words of something else. */
    private static final int MIN_NAME = 4;

    /** Longest id or name in words. */
    private static final int MAX_WORDS = 6;

    /** An id is also written with other separators: "WM 0412" for WM_0412. In so many words. */
    private static final int MAX_LOOSE_WORDS = 3;

    /** Fewer letters and digits than this are too often words of something else. */
    private static final int MIN_LETTERS = 5;

    /** The parts of a word between signs, the strongest signs first. */
    private static final List<Pattern> PARTS =
            List.of(
                    Pattern.compile("[^=\"'(){}\\[\\]<>]+"),
                    Pattern.compile("[^=\"'(){}\\[\\]<>:@]+"),
                    Pattern.compile("[^=\"'(){}\\[\\]<>:@/]+"));

    /** What a replica set of Kubernetes adds to its name for a pod. */
    private static final Pattern POD_ENDING = Pattern.compile("-[a-z0-9]{8,10}-[a-z0-9]{5}$");

    /** Words that may be meant as ids: letters with digits, or joined by signs. */
    private static final Pattern ID_LIKE =
            Pattern.compile("(?=.*\\p{L})(?:.*\\p{N}.*|.*[\\p{L}\\p{N}][-_/.][\\p{L}\\p{N}].*)");

    private final Map<String, String> byLetters = new HashMap<>();

    /** Ids of several words, with their numbers left open. */
    private final Set<String> numbered = new HashSet<>();

    private final Map<String, String> byId = new LinkedHashMap<>();
    private final Map<String, String> byName = new LinkedHashMap<>();

    private final Map<String, Entity> entities = new HashMap<>();
    private final NearNames near;

    public EntityNames(Collection<Entity> known) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        for (Entity entity : known) {
            entities.put(entity.id(), entity);
            byId.put(key(entity.id()), entity.id());
            if (entity.id().indexOf(' ') > 0) {
                numbered.add(withoutNumbers(entity.id()));
            }
            String letters = letters(entity.id());
            if (letters.length() >= MIN_LETTERS && letters.chars().anyMatch(Character::isDigit)) {
                byLetters.merge(letters, entity.id(), (one, other) -> "");
            }
            for (Map.Entry<String, Object> property : entity.properties().entrySet()) {
                if (property.getKey().toLowerCase(Locale.ROOT).contains("name")
                        && property.getValue() instanceof String name
                        && name.length() >= MIN_NAME) {
                    uses.merge(key(name), 1, Integer::sum);
                    byName.put(key(name), entity.id());
                }
            }
        }
        byLetters.values().removeIf(String::isEmpty);
        byName.keySet().removeIf(name -> uses.getOrDefault(name, 0) > 1 || byId.containsKey(name));
        this.near = new NearNames(entities.keySet());
    }

    /**
     * The entities that the text names or may mean, and its words that look like ids and are none.
     */
    public NamedEntities findNamed(String text) {
        Set<String> ids = new LinkedHashSet<>(in(text));
        List<UnknownName> unknown = near.unknown(unknownWords(text), ids.isEmpty());
        unknown.forEach(name -> ids.addAll(name.suggestions()));
        List<Entity> named = new ArrayList<>();
        for (String id : ids) {
            Entity entity = entities.get(id);
            if (entity != null) {
                named.add(entity);
            }
        }
        return new NamedEntities(named, unknown);
    }

    private static String letters(String text) {
        return key(text).replaceAll("[^\\p{L}\\p{N}]", "");
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

    /** Words that may be meant as ids and are none. */
    List<String> unknownWords(String text) {
        List<String> unknown = new ArrayList<>();
        for (int[] word : words(text)) {
            String piece = text.substring(word[0], word[1]);
            String value = piece.substring(piece.lastIndexOf('=') + 1);
            String bare = trim(trim(value));
            boolean idLike = !piece.contains("://") && ID_LIKE.matcher(bare).matches();
            if (idLike && in(piece).isEmpty()) {
                unknown.add(bare);
            }
        }
        unknown.addAll(0, unknownNumbers(text));
        return unknown;
    }

    /** Words that are the id of something with another number: "Tank 9" where there is a Tank 1. */
    private List<String> unknownNumbers(String text) {
        List<String> unknown = new ArrayList<>();
        List<int[]> words = words(text);
        for (int first = 0; first < words.size() && !numbered.isEmpty(); first++) {
            for (int count = 2; count <= MAX_WORDS && first + count <= words.size(); count++) {
                String piece =
                        trim(text.substring(words.get(first)[0], words.get(first + count - 1)[1]));
                if (numbered.contains(withoutNumbers(piece)) && in(piece).isEmpty()) {
                    unknown.add(piece);
                }
            }
        }
        return unknown;
    }

    private static String withoutNumbers(String id) {
        return key(id).replaceAll("\\d+", "9");
    }

    /** Tries the longest run of words first; returns how many words were used. */
    private int match(String text, List<int[]> words, int first, Map<Integer, String> found) {
        int from = words.get(first)[0];
        for (int count = Math.min(MAX_WORDS, words.size() - first); count >= 1; count--) {
            String piece = text.substring(from, words.get(first + count - 1)[1]);
            String id = lookup(piece);
            if (id == null && count <= MAX_LOOSE_WORDS) {
                id = byLetters.get(letters(piece));
            }
            if (id != null) {
                found.put(from, id);
                return count;
            }
        }
        parts(text, from, words.get(first)[1], found);
        return 1;
    }

    /**
     * Within a word: {@code service=checkout}, {@code checkout:8443}, {@code north/checkout}, and
     * the pods of a workload of Kubernetes.
     */
    private void parts(String text, int from, int until, Map<Integer, String> found) {
        for (Pattern part : PARTS) {
            Matcher matcher = part.matcher(text).region(from, until);
            boolean named = false;
            while (matcher.find()) {
                String id = lookup(matcher.group());
                if (id == null) {
                    id = lookup(POD_ENDING.matcher(matcher.group()).replaceFirst(""));
                }
                if (id != null) {
                    found.put(matcher.start(), id);
                    named = true;
                }
            }
            if (named) {
                return;
            }
        }
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
        if (key.isEmpty()) {
            return key;
        }
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
