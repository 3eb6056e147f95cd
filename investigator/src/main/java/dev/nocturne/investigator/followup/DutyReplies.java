package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is on duty, as tables of duties say it. */
final class DutyReplies {
    private static final int MAX = 6;

    private final Facts facts;
    private final Windows windows;

    DutyReplies(Facts facts) {
        this.facts = facts;
        this.windows = new Windows(facts);
    }

    /** At what time a question means: the one it names, else the end of the alert. */
    long at(Question question) {
        return question.window()
                .filter(w -> w.until() - w.from() < 24 * 3_600_000L)
                .map(w -> (w.from() + w.until()) / 2)
                .orElse(facts.latest());
    }

    /** Those on duty, of the desk that the question or the trouble is about if one is. */
    Optional<String> onDuty(Question question, Snapshot asked) {
        long at = at(question);
        List<Duty> duties =
                Duty.all(asked, windows.zone(), at).stream()
                        .sorted(Comparator.comparingLong(Duty::from))
                        .toList();
        List<Duty> now = duties.stream().filter(d -> d.holds(at)).toList();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        List<Duty> wanted = ofOwner(now, question);
        if (wanted.isEmpty()) {
            wanted = ofDesk(now, question.words());
        }
        if (wanted.isEmpty()) {
            wanted = ofDesk(now, troubleWords(question));
        }
        List<String> lines = new ArrayList<>();
        (wanted.isEmpty() ? now : wanted)
                .stream().limit(MAX).forEach(d -> lines.add("- " + said(d)));
        return Optional.of(
                "On duty at "
                        + Say.dateTime(at)
                        + ":\n"
                        + String.join("\n", lines)
                        + absent(duties, now, question));
    }

    private static String said(Duty duty) {
        return duty.person()
                + (duty.desk().isEmpty() ? "" : " (" + duty.desk() + ")")
                + (duty.phone().isEmpty() ? "" : ", " + duty.phone())
                + (duty.until() == Long.MAX_VALUE ? "" : ", until " + Say.dateTime(duty.until()));
    }

    /** Who is named in the question and is not there now. */
    private static String absent(List<Duty> duties, List<Duty> now, Question question) {
        String said = "";
        for (Duty duty : duties) {
            boolean named = Tokens.of(duty.person()).stream().anyMatch(question.words()::contains);
            boolean here = now.stream().anyMatch(d -> d.person().equals(duty.person()));
            if (named && !here) {
                said =
                        "\n"
                                + duty.person()
                                + " is not on duty then: "
                                + Say.between(duty.from(), duty.until())
                                + ".";
            }
        }
        return said;
    }

    /** Those of the desk that the data call the owner of what the question or the trouble is. */
    private List<Duty> ofOwner(List<Duty> duties, Question question) {
        if (!ofDesk(duties, question.words()).isEmpty()) {
            return List.of();
        }
        Set<String> owners = new LinkedHashSet<>();
        for (String entity : facts.meant(question.entities())) {
            owners.addAll(owners(entity));
            if (owners.isEmpty()) {
                facts.neededBy(entity).forEach(needy -> owners.addAll(owners(needy)));
            }
        }
        return duties.stream().filter(d -> owners.contains(d.desk())).toList();
    }

    private Set<String> owners(String entity) {
        Set<String> owners = new LinkedHashSet<>();
        facts.topology()
                .entity(entity)
                .ifPresent(e ->
                        e.properties()
                                .forEach((name, value) -> {
                                    if (Words.of(name).stream()
                                            .anyMatch(Language.all("owner property")::contains)) {
                                        owners.add(value.toString());
                                    }
                                }));
        return owners;
    }

    private static List<Duty> ofDesk(List<Duty> duties, List<String> words) {
        return duties.stream()
                .filter(d ->
                        Tokens.of(d.desk()).stream()
                                .anyMatch(desk -> words.stream().anyMatch(w -> isField(w, desk))))
                .toList();
    }

    /** Whether a word and the name of a desk are about the same work. */
    private static boolean isField(String word, String desk) {
        if (word.length() < 2 || Language.ALL.stream().anyMatch(l -> l.isFiller(word))) {
            return false;
        }
        return Tokens.isAlike(word, desk)
                || Language.groups("field of ").values().stream()
                        .anyMatch(g -> isIn(word, g) && isIn(desk, g));
    }

    private static boolean isIn(String word, Set<String> group) {
        return group.stream()
                .anyMatch(g ->
                        Words.withoutUmlauts(g).equals(Words.withoutUmlauts(word))
                                || (g.length() > 4 && Tokens.isAlike(g, word)));
    }

    /** Words of the kinds and properties of what the question or the trouble is about. */
    private List<String> troubleWords(Question question) {
        List<String> words = new ArrayList<>();
        for (String entity : facts.meant(question.entities())) {
            words.addAll(Words.of(facts.label(entity)));
        }
        return words;
    }
}
