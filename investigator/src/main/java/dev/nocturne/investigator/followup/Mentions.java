package dev.nocturne.investigator.followup;

import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.environment.names.UnknownName;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.dependency.KindWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The entities that a text mentions: by their ids and names, by parts of them, or misspelt.
 *
 * @param entities in order, each once
 * @param notes a sentence for each word that was taken for an entity it is not quite
 * @param rest the text without them, save for ids that are words of the language
 * @param words words of the text that stand for an entity
 * @param unknown words that look like ids and are none
 * @param byWord entities that are named by a word of the language, with the word: an order, money
 */
record Mentions(
        List<String> entities,
        List<String> notes,
        String rest,
        Set<String> words,
        List<UnknownName> unknown,
        Map<String, String> byWord) {
    /** Shorter words are in too many names. */
    private static final int MIN_WORD = 4;

    private static final int MOST = 3;

    /** What matters here counts more, but less than another part of the name. */
    private static final double NEAR = 0.3;

    /** {@code near}: entities that matter in this session; parts of names mean these first. */
    static Mentions of(
            String text,
            NamedEntities named,
            Topology topology,
            List<String> near,
            Language language) {
        Reader reader = new Reader(topology, near, language);
        reader.exact(text, named);
        reader.misspelt(named.unknown());
        if (reader.entities.isEmpty() && reader.unknown.isEmpty()) {
            reader.byParts();
        }
        return new Mentions(
                List.copyOf(reader.entities),
                reader.notes,
                reader.rest,
                Set.copyOf(reader.words),
                reader.unknown,
                reader.byWord);
    }

    /** One text, from the surest to the vaguest. */
    private static final class Reader {
        private final Topology topology;
        private final List<String> near;
        private final Language language;
        private final Kinds kinds;
        private final Set<String> entities = new LinkedHashSet<>();
        private final List<String> notes = new ArrayList<>();
        private final Set<String> words = new LinkedHashSet<>();
        private final List<UnknownName> unknown = new ArrayList<>();
        private final Map<String, String> byWord = new LinkedHashMap<>();
        private String text = "";
        private String rest = "";

        Reader(Topology topology, List<String> near, Language language) {
            this.topology = topology;
            this.near = near;
            this.language = language;
            this.kinds = new Kinds(topology);
        }

        void exact(String written, NamedEntities named) {
            text = written;
            rest = written;
            List<String> suggested =
                    named.unknown().stream().flatMap(u -> u.suggestions().stream()).toList();
            for (Entity entity : named.entities()) {
                if (!suggested.contains(entity.id())) {
                    entities.add(entity.id());
                    remove(entity);
                }
            }
        }

        private void remove(Entity entity) {
            List<String> spellings = new ArrayList<>(List.of(entity.id()));
            spellings.add(entity.id().replaceAll("[^\\p{L}\\p{N}]+", " "));
            entity.properties()
                    .forEach((name, value) -> {
                        if (name.toLowerCase(Locale.ROOT).contains("name")) {
                            spellings.add(value.toString());
                        }
                    });
            for (String spelling : spellings) {
                String word = spelling.toLowerCase(Locale.ROOT);
                boolean said = text.toLowerCase(Locale.ROOT).contains(word);
                if (language.vocabulary().contains(word) && said) {
                    words.add(word);
                    byWord.put(entity.id(), word);
                } else if (!word.isBlank()) {
                    rest =
                            rest.replaceAll(
                                    "(?iu)(?<![\\p{L}\\p{N}])"
                                            + Pattern.quote(spelling)
                                            + "(?![\\p{L}\\p{N}])",
                                    " ");
                }
            }
        }

        /** A name with other digits is another thing, however near. */
        void misspelt(List<UnknownName> names) {
            for (UnknownName name : names) {
                List<String> alike =
                        name.suggestions().stream()
                                .filter(id -> digits(id).equals(digits(name.word())))
                                .sorted(Comparator.comparing(id -> !near.contains(id)))
                                .toList();
                rest = rest.replace(name.word(), " ");
                List<String> whole = alike.isEmpty() ? ending(name.word()) : alike;
                if (whole.size() == 1 && alike.isEmpty()) {
                    take(name.word(), whole, whole);
                } else if (alike.isEmpty()) {
                    unknown.add(name);
                } else {
                    take(name.word(), List.of(alike.getFirst()), alike);
                }
            }
        }

        /** Ids of which the word is the end: people leave out the prefix that all have. */
        private List<String> ending(String word) {
            List<String> end = Words.of(word);
            return topology.entities().stream()
                    .map(Entity::id)
                    .filter(id -> {
                        List<String> parts = Words.of(id);
                        int from = parts.size() - end.size();
                        return from > 0 && parts.subList(from, parts.size()).equals(end);
                    })
                    .toList();
        }

        private static String digits(String text) {
            return text.replaceAll("\\D+", " ").strip();
        }

        private void take(String word, List<String> taken, List<String> possible) {
            entities.addAll(taken);
            List<String> others = possible.stream().filter(p -> !taken.contains(p)).toList();
            notes.add(
                    word
                            + " is taken as "
                            + String.join(" and ", taken)
                            + (others.isEmpty()
                                    ? "."
                                    : "; if you mean "
                                            + String.join(
                                                    " or ", others.stream().limit(MOST).toList())
                                            + ", name it."));
        }

        /** Words that are a part of the name of an entity, or nearly its name. */
        void byParts() {
            List<String> asked =
                    language.words(rest).stream()
                            .filter(w -> w.length() >= MIN_WORD)
                            .filter(w -> !language.vocabulary().contains(w) && !kinds.isNamed(w))
                            .distinct()
                            .toList();
            if (asked.isEmpty()) {
                return;
            }
            List<String> found =
                    best(
                            asked,
                            topology.entities().stream()
                                    .filter(e -> !KindWords.paper(e.label()))
                                    .map(Entity::id)
                                    .toList());
            List<String> placed = found.isEmpty() ? placed(asked) : List.of();
            if (placed.size() == 1) {
                take(String.join(" ", asked), placed, placed);
                words.addAll(asked);
                return;
            }
            if (found.size() > MOST && found.stream().noneMatch(near::contains)) {
                return;
            }
            if (!found.isEmpty()) {
                String taken = found.getFirst();
                List<String> used = asked.stream().filter(w -> isPart(w, taken)).toList();
                take(String.join(" ", used), List.of(taken), found);
                words.addAll(used);
            }
        }

        /** Entities with a property that is one of the words: the place where they are. */
        private List<String> placed(List<String> asked) {
            return topology.entities().stream()
                    .filter(e ->
                            e.properties().values().stream()
                                    .map(v -> v.toString().toLowerCase(Locale.ROOT))
                                    .anyMatch(v ->
                                            asked.stream()
                                                    .anyMatch(w ->
                                                            v.equals(w)
                                                                    || v.startsWith(w + " ")
                                                                    || v.startsWith(w + ","))))
                    .map(Entity::id)
                    .limit(2)
                    .toList();
        }

        /** The entities of whose names most is in the words, in their order. */
        private List<String> best(List<String> asked, List<String> ids) {
            double most = 0;
            List<String> found = new ArrayList<>();
            for (String id : ids) {
                double share = share(asked, id);
                if (share > most) {
                    found.clear();
                    most = share;
                }
                if (share > 0 && share == most) {
                    found.add(id);
                }
            }
            found.sort(
                    Comparator.comparingInt((String id) ->
                                    near.contains(id) ? near.indexOf(id) : near.size())
                            .thenComparingInt(String::length));
            return found;
        }

        private double share(List<String> asked, String id) {
            List<String> parts = parts(id);
            long hits =
                    parts.stream().filter(p -> asked.stream().anyMatch(w -> like(w, p))).count();
            boolean whole = asked.stream().anyMatch(w -> like(w, id.toLowerCase(Locale.ROOT)));
            if (hits == 0 && !whole) {
                return 0;
            }
            double all = whole ? 1 : (double) hits / Math.max(hits, Words.of(id).size());
            return Math.max(hits, 1) + all + (near.contains(id) ? NEAR : 0);
        }

        private boolean isPart(String word, String id) {
            return like(word, id.toLowerCase(Locale.ROOT))
                    || parts(id).stream().anyMatch(p -> like(word, p));
        }

        /** Words of the id and of the names among its properties. */
        private List<String> parts(String id) {
            List<String> parts = new ArrayList<>(Words.of(id));
            topology.entity(id)
                    .ifPresent(e ->
                            e.properties()
                                    .forEach((name, value) -> {
                                        if (name.toLowerCase(Locale.ROOT).contains("name")) {
                                            parts.addAll(Tokens.of(value.toString()));
                                        }
                                    }));
            return parts.stream().filter(p -> p.length() >= MIN_WORD).distinct().toList();
        }

        private static boolean like(String word, String part) {
            return word.equals(part)
                    || word.equals(part + "s")
                    || (word + "s").equals(part)
                    || Tokens.isNear(word, part);
        }
    }
}
