package dev.nocturne.environment.names;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the entities a text names: by id, whatever the case, by a proper name among their
 * properties that belongs to one of them only, or by a word of such a name that occurs in no other.
 * What a few entities of a kind have in common, such as a field of wells, names them all.
 */
public final class EntityNames {
    /** Shorter names than this are too often words of something else. */
    private static final int MIN_NAME = 4;

    /** Shorter words of a name are too often words of something else. */
    private static final int MIN_PART = 5;

    /** Words of the names of properties that say where something is. */
    private static final Set<String> PLACES =
            Set.copyOf(WordLists.read("columns.txt").getOrDefault("place", List.of()));

    /** A group of more is a class, not something that an alert is about. */
    private static final int MAX_GROUP = 12;

    private static final int MIN_GROUP_NAME = 8;

    /** Longest id or name in words. */
    static final int MAX_WORDS = 6;

    /** An id is also written with other separators: "WM 0412" for WM_0412. In so many words. */
    private static final int MAX_LOOSE_WORDS = 3;

    /** Fewer letters and digits than this are too often words of something else. */
    private static final int MIN_LETTERS = 5;

    /** An address, a host or a code of an entity, such as its plan: RISKADHC, db-07.example. */
    private static final Pattern CODE =
            Pattern.compile(
                    "(?=(?:.*\\p{L}){3})(?=.*\\p{N}|\\p{Lu}+$)[\\p{L}\\p{N}][\\p{L}\\p{N}._:/-]{5,}|\\d{1,3}(?:\\.\\d{1,3}){3}");

    /** The parts of a word between signs, the strongest signs first. */
    private static final List<Pattern> PARTS =
            List.of(
                    Pattern.compile("[^=\"'(){}\\[\\]<>]+"),
                    Pattern.compile("[^=\"'(){}\\[\\]<>:@]+"),
                    Pattern.compile("[^=\"'(){}\\[\\]<>:@/]+"));

    /** What a replica set of Kubernetes adds to its name for a pod. */
    private static final Pattern POD_ENDING = Pattern.compile("-[a-z0-9]{8,10}-[a-z0-9]{5}$");

    private final Map<String, String> byLetters = new HashMap<>();

    private final Map<String, String> byId = new LinkedHashMap<>();
    private final Map<String, String> byName = new LinkedHashMap<>();

    /** Names of several words without the last one, and as mail domains write them: in one word. */
    private final Map<String, String> byShortName = new HashMap<>();

    private final Map<String, List<String>> byGroup = new LinkedHashMap<>();
    private final Map<String, String> byPart = new HashMap<>();

    public EntityNames(Collection<Entity> known) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        for (Entity entity : known) {
            byId.put(key(entity.id()), entity.id());
            String letters = letters(entity.id());
            if (letters.length() >= MIN_LETTERS && letters.chars().anyMatch(Character::isDigit)) {
                byLetters.merge(letters, entity.id(), (one, other) -> "");
            }
            for (Map.Entry<String, Object> property : entity.properties().entrySet()) {
                boolean isNamed = key(property.getKey()).contains("name");
                if (property.getValue() instanceof String name
                        && (isNamed
                                ? name.length() >= MIN_NAME
                                : isProperName(name) || CODE.matcher(name).matches())) {
                    uses.merge(key(name), 1, Integer::sum);
                    byName.put(key(name), entity.id());
                }
            }
        }
        readParts(known);
        readGroups(known);
        readShortNames(known);
        byLetters.values().removeIf(String::isEmpty);
        byName.keySet().removeIf(name -> uses.getOrDefault(name, 0) > 1 || byId.containsKey(name));
    }

    /** A property such as a destination: one word that is a name by its capital. */
    private static boolean isProperName(String value) {
        return value.length() > MIN_PART && isCapital(value);
    }

    private static boolean isCapital(String value) {
        return Character.isUpperCase(value.charAt(0))
                && value.substring(1).chars().allMatch(Character::isLowerCase);
    }

    /** Words of names, of which each belongs to one entity only. */
    private void readParts(Collection<Entity> known) {
        Set<String> common = new HashSet<>();
        known.forEach(entity -> common.addAll(Words.of(entity.label())));
        for (Entity entity : known) {
            Set<String> own = new HashSet<>();
            for (String name : properNames(entity)) {
                for (String word : name.split("[\\s()]+", -1)) {
                    if (word.length() >= MIN_PART && word.chars().allMatch(Character::isLetter)) {
                        own.add(key(word));
                    }
                }
            }
            placeNames(entity).forEach(own::add);
            for (String word : own) {
                String earlier = byPart.put(word, entity.id());
                if (earlier != null) {
                    common.add(word);
                }
            }
        }
        byPart.keySet().removeAll(common);
    }

    /** Places are known by short names too. */
    private static Stream<String> placeNames(Entity entity) {
        return entity.properties().entrySet().stream()
                .filter(p -> Words.of(p.getKey()).stream().anyMatch(PLACES::contains))
                .map(Map.Entry::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> name.length() >= MIN_NAME && isCapital(name))
                .map(EntityNames::key);
    }

    /** "Reuther & Kolb" for "Reuther & Kolb Ltd", and the sender's domain in a mail address. */
    private void readShortNames(Collection<Entity> known) {
        for (Entity entity : known) {
            for (String name : properNames(entity)) {
                String whole = name.strip();
                String shorter = whole.substring(0, whole.lastIndexOf(' ')).strip();
                Set<String> forms = new HashSet<>(List.of(letters(whole), letters(shorter)));
                if (shorter.indexOf(' ') > 0) {
                    forms.add(key(shorter));
                }
                forms.stream()
                        .filter(form -> form.length() >= MIN_GROUP_NAME)
                        .forEach(form -> byShortName.merge(form, entity.id(), EntityNames::one));
            }
        }
        byShortName.values().removeIf(String::isEmpty);
    }

    /** What two entities are called names neither. */
    private static String one(String id, String other) {
        return id.equals(other) ? id : "";
    }

    /** Names of several words: an id with blanks, or a property that holds a name. */
    private static List<String> properNames(Entity entity) {
        List<String> names = new ArrayList<>();
        names.add(entity.id());
        entity.properties()
                .forEach((property, value) -> {
                    if (key(property).contains("name") && value instanceof String name) {
                        names.add(name);
                    }
                });
        names.removeIf(name -> name.strip().indexOf(' ') < 0);
        return names;
    }

    /** What a few entities of one kind have in common, in words. */
    private void readGroups(Collection<Entity> known) {
        Map<String, Set<String>> kinds = new HashMap<>();
        for (Entity entity : known) {
            for (Object value : entity.properties().values()) {
                if (value instanceof String text
                        && text.length() >= MIN_GROUP_NAME
                        && text.strip().indexOf(' ') > 0
                        && Character.isUpperCase(text.charAt(0))) {
                    byGroup.computeIfAbsent(key(text.strip()), t -> new ArrayList<>())
                            .add(entity.id());
                    kinds.computeIfAbsent(key(text.strip()), t -> new HashSet<>())
                            .add(entity.label());
                }
            }
        }
        byGroup.entrySet()
                .removeIf(group ->
                        group.getValue().size() < 2
                                || group.getValue().size() > MAX_GROUP
                                || kinds.getOrDefault(group.getKey(), Set.of()).size() > 1);
    }

    private static String letters(String text) {
        return key(text).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Ids of the entities named, in order of appearance, each once. */
    public List<String> in(String text) {
        List<int[]> words = words(text);
        Map<Integer, List<String>> found = new TreeMap<>();
        int next = 0;
        while (next < words.size()) {
            next += match(text, words, next, found);
        }
        Set<String> ids = new LinkedHashSet<>();
        found.values().forEach(ids::addAll);
        return new ArrayList<>(ids);
    }

    /** Tries the longest run of words first; returns how many words were used. */
    private int match(String text, List<int[]> words, int first, Map<Integer, List<String>> found) {
        int from = words.get(first)[0];
        for (int count = Math.min(MAX_WORDS, words.size() - first); count >= 1; count--) {
            String piece = text.substring(from, words.get(first + count - 1)[1]);
            String id = lookup(piece);
            if (id == null && count <= MAX_LOOSE_WORDS) {
                id = byLetters.get(letters(piece));
            }
            if (id == null && count > 1) {
                id = byShortName.get(key(trim(piece)));
            }
            if (id != null) {
                found.put(from, List.of(id));
                return count;
            }
            List<String> group = byGroup.get(key(trim(piece)));
            if (group != null) {
                found.put(from, group);
                return count;
            }
        }
        parts(text, from, words.get(first)[1], found);
        String word = trim(text.substring(from, words.get(first)[1]));
        String named = byPart.get(key(word));
        if (named != null && Character.isUpperCase(word.charAt(0))) {
            found.putIfAbsent(from, List.of(named));
        }
        return 1;
    }

    /**
     * Within a word: {@code service=checkout}, {@code checkout:8443}, {@code north/checkout}, the
     * pods of a workload of Kubernetes, and whom a mail is from.
     */
    private void parts(String text, int from, int until, Map<Integer, List<String>> found) {
        String word = text.substring(from, until);
        if (word.indexOf('@') > 0) {
            for (String label : word.substring(word.indexOf('@') + 1).split("\\.", -1)) {
                String id = byShortName.get(letters(label));
                if (id != null) {
                    found.put(from, List.of(id));
                    return;
                }
            }
        }
        for (Pattern part : PARTS) {
            Matcher matcher = part.matcher(text).region(from, until);
            boolean named = false;
            while (matcher.find()) {
                String id = lookup(matcher.group());
                if (id == null) {
                    id = lookup(POD_ENDING.matcher(matcher.group()).replaceFirst(""));
                }
                if (id != null) {
                    found.put(matcher.start(), List.of(id));
                    named = true;
                }
            }
            if (named) {
                return;
            }
        }
    }

    /** The entity whose id or name the whole text is. */
    public Optional<String> exactly(String text) {
        return Optional.ofNullable(lookup(text));
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
    static String trim(String key) {
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

    /** Where the words of the text begin and end. */
    static List<int[]> words(String text) {
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
