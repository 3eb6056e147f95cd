package dev.nocturne.investigator.followup;

import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which words of a question are those of what is measured, and of what entities are described by.
 */
final class Measures {
    /** From this length on the beginning of a word says which it is. */
    private static final int LONG = 4;

    /** Shorter words tell nothing. */
    private static final int SHORTEST = 3;

    private static final String MEASURE = "measure of ";

    private final Facts facts;
    private final Kinds kinds;

    Measures(Facts facts, Kinds kinds) {
        this.facts = facts;
        this.kinds = kinds;
    }

    /** The measures that the words name, each with those that mean the same. */
    List<Set<String>> named(List<String> words, Language language, boolean counts) {
        List<Set<String>> measures = new ArrayList<>(known(words, language));
        if (!counts) {
            words.stream().filter(w -> isOwn(w, language)).map(Set::of).forEach(measures::add);
        }
        return measures;
    }

    /** Whether the words spell out the name of a metric, joined or in pieces. */
    boolean isSpelt(List<String> words) {
        return facts.analysis().snapshot().overview().metrics().stream()
                .anyMatch(m -> SeriesFinder.isSpelt(words, m.metric()));
    }

    /** Whether one of the words is of the name of a metric, and not of the language. */
    boolean isMetric(List<String> words, Language language) {
        boolean part =
                words.stream()
                        .filter(w -> w.length() > 3 && !language.vocabulary().contains(w))
                        .anyMatch(this::isMetricWord);
        return part
                || facts.analysis().snapshot().overview().metrics().stream()
                        .map(metric -> String.join("", Tokens.of(metric.metric())))
                        .anyMatch(words::contains);
    }

    /** A word that only names of metrics here have. */
    private boolean isOwn(String word, Language language) {
        return word.length() >= SHORTEST
                && !language.vocabulary().contains(word)
                && !kinds.isNamed(word)
                && isMetricWord(word);
    }

    /** A metric's name often has only the beginning of a word: recirc. */
    boolean isMetricWord(String word) {
        return facts.metricWords().stream()
                .anyMatch(m ->
                        m.equals(word)
                                || m.equals(word + "s")
                                || (m.length() >= LONG && word.startsWith(m)));
    }

    /** A word that says nothing in its own language is no measure of another. */
    private static List<Set<String>> known(List<String> words, Language language) {
        List<String> said =
                new ArrayList<>(
                        words.stream()
                                .filter(w -> !language.isFiller(w) || language.isMeasure(w))
                                .toList());
        for (int i = 0; i + 1 < words.size(); i++) {
            said.add(words.get(i) + words.get(i + 1));
        }
        List<Set<String>> measures = new ArrayList<>();
        Language.groups(MEASURE)
                .forEach((key, group) -> {
                    if (said.stream().anyMatch(group::contains)) {
                        Set<String> all = new LinkedHashSet<>(group);
                        Language.all("unit of " + key.substring(MEASURE.length())).stream()
                                .map(SeriesFinder::unit)
                                .forEach(all::add);
                        measures.add(all);
                    }
                });
        return measures;
    }

    /** Whether what names an entity only by a part is the name of what is counted. */
    boolean isCounted(Mentions mentions) {
        return !mentions.words().isEmpty()
                && mentions.words().stream().allMatch(this::isMetricWord);
    }

    /** Whether the words name a property of the entities. */
    boolean isProperty(List<String> entities, List<String> words, Language language) {
        return entities.stream()
                .flatMap(e -> facts.topology().entity(e).stream())
                .flatMap(e -> e.properties().keySet().stream())
                .flatMap(name -> Words.of(name).stream())
                .anyMatch(w -> w.length() > 3 && words.contains(w) && !language.isFiller(w));
    }
}
