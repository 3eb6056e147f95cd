package dev.nocturne.investigator.followup;

import dev.nocturne.environment.words.WordLists;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How questions are asked in one language, as its file of words says. */
final class Language {
    private static final String WEAK = "weak ";
    private static final String NEAR = "near ";
    private static final String OFFER = "offer ";

    private static final String UNIT = "unit of days ";

    /** Words of these are words of things, which may be names, and of answers. */
    private static final List<String> GROUPS =
            List.of(
                    OFFER,
                    NEAR,
                    "kind of ",
                    "field of ",
                    "thing of ",
                    "action of ",
                    "opposites of ");

    /** The first one where words are of none or of several. */
    static final List<Language> ALL =
            List.of(new Language("questions.txt"), new Language("questions-de.txt"));

    /** A shorter word that is nearly a known one may as well be a name. */
    private static final int LONG = 6;

    private final Map<String, List<String>> lists;
    private final Map<Intent, List<Phrase>> phrases = new EnumMap<>(Intent.class);
    private final Map<Intent, List<Phrase>> weak = new EnumMap<>(Intent.class);
    private final Map<String, String> shortForms = new HashMap<>();
    private final Set<String> vocabulary = new HashSet<>();

    private Language(String file) {
        this.lists = WordLists.read(file);
        for (Intent intent : Intent.values()) {
            phrases.put(intent, phrases(intent.key()));
            weak.put(intent, phrases(WEAK + intent.key()));
        }
        lists.getOrDefault("short form", List.of())
                .forEach(form -> {
                    String[] both = form.split("=", 2);
                    if (both.length == 2) {
                        shortForms.put(both[0].strip(), both[1].strip());
                    }
                });
        lists.forEach((key, words) -> {
            if (GROUPS.stream().noneMatch(key::startsWith)) {
                words.forEach(word -> vocabulary.addAll(Tokens.of(word)));
            }
        });
    }

    private List<Phrase> phrases(String key) {
        return lists.getOrDefault(key, List.of()).stream().map(Phrase::of).toList();
    }

    /** The language of which a question has most words. */
    static Language of(List<String> words) {
        return ALL.stream()
                .max(
                        Comparator.comparingLong((Language language) -> language.count(words))
                                .thenComparingInt(language -> -ALL.indexOf(language)))
                .orElseThrow();
    }

    /** Words of this language alone say more than those of several. */
    private long count(List<String> words) {
        return words.stream()
                .filter(this::has)
                .mapToLong(w -> ALL.stream().anyMatch(l -> l != this && l.has(w)) ? 1 : 3)
                .sum();
    }

    private boolean has(String word) {
        return vocabulary.contains(word) || shortForms.containsKey(word);
    }

    /** The words of a text; those that are written together are taken apart. */
    List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String raw :
                text.toLowerCase(Locale.ROOT)
                        .replace('\u2019', '\'')
                        .split("[^\\p{L}\\p{N}']+", -1)) {
            words.addAll(Tokens.of(shortForms.getOrDefault(raw, raw)));
        }
        return words;
    }

    /** Every word that the file has, which is therefore no name and no misspelling. */
    Set<String> vocabulary() {
        return vocabulary;
    }

    /** Whether a word, or what it is misspelt from, is in the vocabulary. */
    boolean knows(String word) {
        return vocabulary.contains(word)
                || (word.length() >= LONG
                        && vocabulary.stream().anyMatch(known -> Tokens.isNear(word, known)));
    }

    boolean isFiller(String word) {
        return list("filler").contains(word);
    }

    /** Whether an article or "that" stands before such a word in the singular. */
    boolean hasDefinite(List<String> words, Predicate<String> isKind) {
        for (int i = 1; i < words.size(); i++) {
            if (list("definite").contains(words.get(i - 1)) && isKind.test(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether this language has it as a word for what is measured. */
    boolean isMeasure(String word) {
        return lists.entrySet().stream()
                .anyMatch(l -> l.getKey().startsWith("measure of ") && l.getValue().contains(word));
    }

    boolean hasSingular(List<String> words) {
        return words.stream().anyMatch(list("singular")::contains);
    }

    boolean hasPronoun(List<String> words) {
        return words.stream().anyMatch(list("pronoun")::contains);
    }

    /** Whether the words go on with the question before them. */
    boolean isContinued(List<String> words) {
        return list("continued").stream()
                .map(Tokens::of)
                .anyMatch(begin ->
                        begin.size() <= words.size()
                                && words.subList(0, begin.size()).equals(begin));
    }

    /** Words that may stand between two questions. */
    List<String> joints() {
        return list("joint");
    }

    private List<String> list(String key) {
        return lists.getOrDefault(key, List.of());
    }

    /** The best phrase of each thing that may be asked for. */
    Map<Intent, Ask> asks(List<String> words) {
        Map<Intent, Ask> asks = new EnumMap<>(Intent.class);
        for (Intent intent : Intent.values()) {
            best(phrases.getOrDefault(intent, List.of()), words, 1)
                    .or(() -> best(weak.getOrDefault(intent, List.of()), words, Ask.WEAK))
                    .ifPresent(ask -> asks.put(intent, ask));
        }
        return asks;
    }

    private Optional<Ask> best(List<Phrase> known, List<String> words, double weight) {
        return known.stream()
                .flatMap(phrase -> phrase.find(words, vocabulary).stream())
                .map(place -> new Ask(place, weight))
                .max(Comparator.comparingDouble(Ask::score));
    }

    /** How many days before now the question compares with; empty where it does not say. */
    Optional<Integer> daysBack(List<String> words) {
        return counted(words).or(() -> named(words));
    }

    /** "2 weeks ago", "vor drei Tagen". */
    private Optional<Integer> counted(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            int number = number(words.get(i));
            int days = number == 0 ? 0 : number * unit(words.get(i + 1));
            boolean before =
                    (i > 0 && list("ago").contains(words.get(i - 1)))
                            || (i + 2 < words.size() && list("ago").contains(words.get(i + 2)));
            if (days > 0 && before) {
                return Optional.of(days);
            }
        }
        return Optional.empty();
    }

    private int number(String word) {
        return word.matches("\\d{1,2}")
                ? Integer.parseInt(word)
                : list("number words").indexOf(word) + 1;
    }

    /** One, two, three: in order. */
    List<String> numberWords() {
        return list("number words");
    }

    private int unit(String word) {
        return lists.keySet().stream()
                .filter(key -> key.startsWith(UNIT) && list(key).contains(word))
                .mapToInt(key -> Integer.parseInt(key.substring(UNIT.length())))
                .findFirst()
                .orElse(0);
    }

    private Optional<Integer> named(List<String> words) {
        return lists.keySet().stream()
                .filter(key -> key.startsWith("days back "))
                .filter(key -> best(phrases(key), words, 1).isPresent())
                .map(key -> Integer.parseInt(key.substring("days back ".length())))
                .findFirst();
    }

    /** Groups of words that mean the same, by their keys, of all languages. */
    static Map<String, Set<String>> groups(String prefix) {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        for (Language language : ALL) {
            language.lists.forEach((key, words) -> {
                if (key.startsWith(prefix)) {
                    groups.computeIfAbsent(key, k -> new HashSet<>()).addAll(words);
                }
            });
        }
        return groups;
    }

    /** The words of a key, of all languages. */
    static Set<String> all(String key) {
        Set<String> words = new LinkedHashSet<>();
        ALL.forEach(language -> words.addAll(language.list(key)));
        return words;
    }

    /** What can be answered that is nearest to what the words begin to ask, in words. */
    List<Intent> nearest(List<String> words) {
        for (String word : words) {
            List<String> near = list(NEAR + word);
            if (!near.isEmpty()) {
                return near.stream().map(Language::intent).toList();
            }
        }
        return list(NEAR + "any").isEmpty()
                ? ALL.getFirst().nearest(List.of("any"))
                : list(NEAR + "any").stream().map(Language::intent).toList();
    }

    private static Intent intent(String key) {
        return Intent.valueOf(key.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    /** What an answer is called when it is offered. */
    static String offer(Intent intent) {
        List<String> words = new ArrayList<>(ALL.getFirst().list(OFFER + intent.key()));
        return words.isEmpty() ? intent.key() : words.getFirst();
    }
}
