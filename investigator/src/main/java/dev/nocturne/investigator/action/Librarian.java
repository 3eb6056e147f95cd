package dev.nocturne.investigator.action;

import dev.nocturne.environment.Question;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passage;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.cause.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the runbooks that apply and the tickets that are precedents. A search by words proposes
 * passages; what they say about entity, kind, alarm types and date decides.
 */
public final class Librarian {
    private static final int PROPOSED = 30;
    private static final int KEPT = 3;

    /**
     * Weights of what a document has in common with the finding, in places of the search's list.
     */
    private static final double SAME_ENTITY = 4;

    private static final double SAME_KIND = 3;
    private static final double SAME_TYPE = 2;
    private static final double SAME_METRIC = 1.5;
    private static final double SAME_DAY = 3;
    private static final double ABOUT_NO_FAULT = 4;

    /** A document with less in common than this is not shown. */
    private static final double WORTH = 2;

    private static final Set<String> NO_FAULT =
            Set.of(
                    "none",
                    "noise",
                    "stale",
                    "planned",
                    "false",
                    "replay",
                    "replayed",
                    "expected",
                    "campaign",
                    "resynchronisation",
                    "resynchronization",
                    "maintenance");

    private Librarian() {}

    /** The question whose answer {@link #choose} chooses from. */
    public static Question.Documents question(Kind kind, Traits traits) {
        return new Question.Documents(kind, traits.query(), PROPOSED);
    }

    /** The documents that fit best, at most three. */
    public static List<Match> choose(Passages passages, Traits traits) {
        Map<String, Passage> first = new LinkedHashMap<>();
        passages.best().forEach(p -> first.putIfAbsent(p.document().id(), p));
        double best = passages.best().isEmpty() ? 1 : passages.best().getFirst().score();
        List<Match> matches = new ArrayList<>();
        for (Passage passage : first.values()) {
            if (notLater(passage.document(), traits.day())
                    && isUseful(passage.document(), traits.verdict())) {
                matches.add(match(traits, passage, 2 * passage.score() / best));
            }
        }
        matches.removeIf(m -> m.score() < WORTH || m.reasons().isEmpty());
        matches.sort(Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::id));
        return matches.stream().limit(KEPT).toList();
    }

    /** Where nothing failed, steps against a fault would do harm. */
    private static boolean isUseful(Document document, Verdict verdict) {
        return verdict != Verdict.NO_FAULT
                || document.kind() != Kind.RUNBOOKS
                || harmless(document);
    }

    /** Nothing from after the incident. */
    private static boolean notLater(Document document, String day) {
        return document.date()
                .filter(d -> d.length() >= day.length())
                .map(d -> d.substring(0, day.length()).compareTo(day) <= 0)
                .orElse(true);
    }

    private static Match match(Traits traits, Passage passage, double base) {
        Document document = passage.document();
        String text = document.text();
        List<String> reasons = new ArrayList<>();
        double score = base;
        for (String entity : traits.entities()) {
            if (mentions(text, entity)) {
                reasons.add("same entity " + entity);
                score += SAME_ENTITY;
            }
        }
        for (String kind : traits.kinds()) {
            if (mentions(text, kind)
                    || mentions(text.toLowerCase(Locale.ROOT), String.join(" ", Words.of(kind)))) {
                reasons.add("also concerns " + kind);
                score += SAME_KIND;
            }
        }
        List<String> types = traits.alarmTypes().stream().filter(t -> mentions(text, t)).toList();
        if (!types.isEmpty()) {
            reasons.add("names the same alarms: " + String.join(", ", types));
            score += SAME_TYPE * Math.min(2, types.size());
        }
        List<String> metrics = traits.metrics().stream().filter(m -> mentions(text, m)).toList();
        if (!metrics.isEmpty()) {
            reasons.add("mentions " + String.join(", ", metrics));
            score += SAME_METRIC * metrics.size();
        }
        if (document.date().filter(d -> d.startsWith(traits.day())).isPresent()) {
            reasons.add("dated the day of the incident");
            score += SAME_DAY;
        }
        boolean harmless = harmless(document);
        if (harmless && !traits.fault()) {
            reasons.add("about alarms that were no fault");
            score += ABOUT_NO_FAULT;
        } else if (harmless || (!traits.fault() && document.kind() == Kind.RUNBOOKS)) {
            score -= ABOUT_NO_FAULT / 2;
        }
        return new Match(document.id(), document.title(), score, reasons, passage);
    }

    private static boolean harmless(Document document) {
        String cause = document.rootCause().orElse("") + " " + document.title();
        return new HashSet<>(Words.of(cause)).stream().anyMatch(NO_FAULT::contains);
    }

    private static boolean mentions(String text, String name) {
        return Pattern.compile("(?<![\\p{Alnum}_-])" + Pattern.quote(name) + "(?![\\p{Alnum}_-])")
                .matcher(text)
                .find();
    }
}
