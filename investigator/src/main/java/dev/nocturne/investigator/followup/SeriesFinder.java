package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which series a question means: by what it names, else by what it measures near the trouble. */
final class SeriesFinder {
    private static final int MAX = 10;

    /** So many entities around the trouble are looked at for a measure that is named. */
    private static final int AROUND = 60;

    /** So much of a metric's name is the measure. */
    private static final double CLEAR = 0.5;

    /** From this length on a word in the middle of another says the same. */
    private static final int PART = 4;

    private final Facts facts;
    private final InPlay inPlay;

    SeriesFinder(Facts facts) {
        this.facts = facts;
        this.inPlay = new InPlay(facts);
    }

    /** Whose figures a question means: those it names with their parts, else cause and subject. */
    Set<String> about(Question question) {
        Set<String> about = new LinkedHashSet<>();
        List<String> meant = new ArrayList<>(facts.meant(question.entities()));
        if (question.entities().isEmpty()) {
            facts.subject().ifPresent(meant::add);
        }
        meant.forEach(e -> about.addAll(facts.withParts(e)));
        meant.forEach(e -> about.addAll(facts.watchers(e)));
        if (!question.measures().isEmpty() && about.stream().noneMatch(this::isMeasured)) {
            meant.forEach(e -> about.addAll(facts.neighbours(e).stream().limit(MAX).toList()));
        }
        boolean elsewhere = question.entities().isEmpty() && isNoneMeasured(question, about);
        if (elsewhere) {
            facts.near().stream()
                    .filter(e -> isMeasured(question, e))
                    .limit(MAX)
                    .forEach(about::add);
        }
        return about;
    }

    /** Whose values to ask for: where a measure is named that those do not have, all around. */
    Set<String> reach(Question question) {
        Set<String> about = about(question);
        if (!isNoneMeasured(question, about)) {
            return about;
        }
        Set<String> reach = new LinkedHashSet<>(about);
        List<String> start = new ArrayList<>(facts.meant(question.entities()));
        start.addAll(inPlay.focus());
        reach.addAll(inPlay.around(start, AROUND));
        return reach;
    }

    private boolean isNoneMeasured(Question question, Set<String> entities) {
        boolean names = !question.measures().isEmpty() || !exact(question).isEmpty();
        return names && entities.stream().noneMatch(e -> isMeasured(question, e));
    }

    boolean isMeasured(String entity) {
        return !facts.analysis().snapshot().series(entity).isEmpty();
    }

    private boolean isMeasured(Question question, String entity) {
        return facts.analysis().snapshot().series(entity).stream()
                .anyMatch(s -> share(question, s) >= CLEAR || isExact(question, s));
    }

    /** Whether their names have the measure only by the way, as a unit may. */
    private static boolean isVague(Question question, List<Series> series) {
        return !question.measures().isEmpty()
                && series.stream()
                        .noneMatch(s -> share(question, s) >= CLEAR || isExact(question, s));
    }

    /** As a unit stands among the words of a measure: at the end of a name it says the same. */
    static String unit(String unit) {
        return "_" + unit;
    }

    private static boolean hasUnit(Question question, Series series) {
        List<String> words = Words.of(series.metric());
        return words.size() > 1
                && question.measures().stream().anyMatch(m -> m.contains(unit(words.getLast())));
    }

    /** How many of the words of its name are the measure; a unit is as good as half of them. */
    private static double share(Question question, Series series) {
        List<String> words =
                Words.of(series.metric()).stream()
                        .filter(w -> w.length() > 1 && !Language.all("unit words").contains(w))
                        .toList();
        if (hasUnit(question, series)) {
            return CLEAR;
        }
        long hits =
                words.stream()
                        .filter(w ->
                                question.measures().stream()
                                        .anyMatch(m -> m.stream().anyMatch(o -> isSame(w, o))))
                        .count();
        return words.isEmpty() ? 0 : (double) hits / words.size();
    }

    /** Names of metrics that the words spell out. */
    private List<String> exact(Question question) {
        return facts.analysis().snapshot().overview().metrics().stream()
                .map(m -> m.metric())
                .filter(m -> isSpelt(question.words(), m))
                .toList();
    }

    /** Whether the words have a metric's name, joined or in pieces: {@code RC 55}. */
    static boolean isSpelt(List<String> words, String metric) {
        String joined = String.join("", Tokens.of(metric));
        if (words.contains(joined)) {
            return true;
        }
        for (int i = 0; i + 1 < words.size(); i++) {
            if ((words.get(i) + words.get(i + 1)).equals(joined)) {
                return true;
            }
        }
        // A number that only one name has: "declined with 91".
        List<String> parts = Words.of(metric);
        String last = parts.isEmpty() ? "" : parts.getLast();
        return parts.size() > 1 && last.matches("\\d{2,}") && words.contains(last);
    }

    private static boolean isExact(Question question, Series series) {
        return isSpelt(question.words(), series.metric());
    }

    private static boolean isNamed(Question question, Series series) {
        return hasUnit(question, series)
                || Words.of(series.metric()).stream()
                        .anyMatch(w ->
                                question.measures().stream()
                                        .anyMatch(m -> m.stream().anyMatch(o -> isSame(w, o))));
    }

    /** Whether the question has a word of the metric's name, and not only asks about its entity. */
    static boolean isAskedFor(Question question, Series series) {
        return isExact(question, series)
                || isNamed(question, series)
                || Words.of(series.metric()).stream()
                        .anyMatch(w ->
                                w.length() >= PART
                                        && question.words().stream().anyMatch(o -> begins(w, o)));
    }

    private static boolean isSame(String word, String measure) {
        String folded = Words.withoutUmlauts(measure);
        return word.equals(measure)
                || begins(word, measure)
                || (folded.length() >= PART && word.contains(folded));
    }

    /** Whether one is the other, or long enough the beginning of it: mem and memory. */
    private static boolean begins(String one, String other) {
        return one.equals(other)
                || (Math.min(one.length(), other.length()) >= 3
                        && (one.startsWith(other) || other.startsWith(one)));
    }

    /**
     * What was found.
     *
     * @param series the worst first; empty where there is none
     * @param missing why there is none
     */
    record Found(List<Series> series, String missing) {
        Found {
            series = List.copyOf(series);
        }
    }

    /** The series that the question names; if it names no measure at all, every one. */
    Found find(Question question, Snapshot asked) {
        Set<String> about = about(question);
        List<Series> all = series(about, asked);
        List<Series> wanted = named(question, all);
        if (wanted.isEmpty() || (question.entities().isEmpty() && isVague(question, wanted))) {
            List<Series> others = around(question, about, asked);
            wanted = wanted.isEmpty() || !isVague(question, others) ? others : wanted;
        }
        if (!wanted.isEmpty()) {
            return new Found(
                    wanted.stream()
                            .sorted(Comparator.comparingDouble((Series s) -> -strength(s)))
                            .toList(),
                    "");
        }
        return new Found(
                List.of(),
                all.isEmpty()
                        ? "There are no measurements of "
                                + Say.list(List.copyOf(about), 3)
                                + ", so I cannot answer that."
                        : notMeasured(question, about, all));
    }

    /** Series of others that have the measure: labelled with what is asked, or the nearest. */
    private List<Series> around(Question question, Set<String> about, Snapshot asked) {
        if (question.measures().isEmpty() && exact(question).isEmpty()) {
            return List.of();
        }
        List<String> others = reach(question).stream().filter(e -> !about.contains(e)).toList();
        List<Series> all = series(new LinkedHashSet<>(others), asked);
        List<Series> labelled =
                all.stream()
                        .filter(s ->
                                question.entities().stream().anyMatch(s.labels()::containsValue))
                        .toList();
        if (!question.entities().isEmpty()) {
            return strictly(question, labelled);
        }
        return strictly(question, all).stream().limit(2 * MAX).toList();
    }

    private static List<Series> strictly(Question question, List<Series> all) {
        List<Series> exact = all.stream().filter(s -> isExact(question, s)).toList();
        return exact.isEmpty()
                ? all.stream()
                        .filter(s -> isNamed(question, s))
                        .sorted(Comparator.comparingDouble((Series s) -> -share(question, s)))
                        .toList()
                : exact;
    }

    private List<Series> series(Set<String> about, Snapshot asked) {
        List<Series> all = new ArrayList<>();
        for (String entity : about) {
            List<Series> own = asked.series(entity);
            all.addAll(own.isEmpty() ? facts.analysis().snapshot().series(entity) : own);
            if (all.stream().noneMatch(s -> s.entity().equals(entity))) {
                List<Occurrence> events = new ArrayList<>(asked.events());
                events.addAll(facts.events(List.of(entity)));
                all.addAll(EventValues.of(entity, events));
            }
        }
        return all;
    }

    private List<Series> named(Question question, List<Series> all) {
        List<Series> exact = all.stream().filter(s -> isExact(question, s)).toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        Set<String> words = new LinkedHashSet<>(question.words());
        question.measures().forEach(words::addAll);
        words.removeIf(w -> w.startsWith(unit("")));
        List<Series> named =
                all.stream()
                        .filter(s ->
                                Words.of(s.metric()).stream()
                                                .anyMatch(w ->
                                                        words.stream().anyMatch(o -> begins(w, o)))
                                        || hasUnit(question, s))
                        .toList();
        if (!named.isEmpty()) {
            return named;
        }
        return question.measures().isEmpty()
                ? all
                : all.stream().filter(s -> isUnnamed(s) || isNamed(question, s)).toList();
    }

    /** A sensor's table often calls its only metric "value". */
    private static boolean isUnnamed(Series series) {
        return Words.of(series.metric()).stream().anyMatch(Language.all("any measure")::contains);
    }

    private double strength(Series series) {
        return deviation(series).map(Deviation::strength).orElse(0.0);
    }

    Optional<Deviation> deviation(Series series) {
        return facts.finding().health().of(series.entity()).stream()
                .filter(d -> d.column().equals(series.metric()) && d.table().equals(series.group()))
                .findFirst();
    }

    private static String notMeasured(Question question, Set<String> about, List<Series> all) {
        List<String> asked =
                question.measures().stream()
                        .flatMap(m -> question.words().stream().filter(m::contains))
                        .distinct()
                        .toList();
        return "I cannot answer that. No metric of "
                + Say.list(List.copyOf(about), 3)
                + " has to do with "
                + String.join(" or ", asked).toLowerCase(Locale.ROOT)
                + "; measured are "
                + Say.list(all.stream().map(Series::metric).distinct().toList(), 8)
                + ".";
    }
}
