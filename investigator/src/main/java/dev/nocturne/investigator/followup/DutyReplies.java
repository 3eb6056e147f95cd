package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is on duty, as tables of duties say it. */
final class DutyReplies {
    private static final int MAX = 6;

    private final Facts facts;

    DutyReplies(Facts facts) {
        this.facts = facts;
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
        List<Occurrence> duties =
                asked.events().stream()
                        .filter(Records::isDuty)
                        .sorted(Comparator.comparingLong(Occurrence::time))
                        .toList();
        List<Occurrence> now =
                duties.stream().filter(d -> new Window(d.time(), d.until()).contains(at)).toList();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        List<Occurrence> wanted = ofDesk(now, question.words());
        if (wanted.isEmpty()) {
            wanted = ofDesk(now, troubleWords(question));
        }
        List<String> lines = new ArrayList<>();
        (wanted.isEmpty() ? now : wanted).stream().limit(MAX).forEach(d -> lines.add("- " + said(d)));
        String head = "On duty at " + Say.dateTime(at) + ":\n";
        return Optional.of(head + String.join("\n", lines) + absent(duties, now, question));
    }

    private static String said(Occurrence duty) {
        String desk = Records.field(duty, "desk column").map(d -> " (" + d + ")").orElse("");
        String phone = Records.field(duty, "phone property").map(p -> ", " + p).orElse("");
        return Records.field(duty, "person column").orElseThrow()
                + desk
                + phone
                + ", until "
                + Say.dateTime(duty.until());
    }

    /** Who is named in the question and is not there now. */
    private static String absent(List<Occurrence> duties, List<Occurrence> now, Question question) {
        List<String> lines = new ArrayList<>();
        for (Occurrence duty : duties) {
            String name = Records.field(duty, "person column").orElseThrow();
            boolean named = Tokens.of(name).stream().anyMatch(question.words()::contains);
            boolean here =
                    now.stream()
                            .anyMatch(d -> Records.field(d, "person column").orElseThrow().equals(name));
            if (named && !here) {
                lines.add("\n" + name + " is not on duty then: " + Say.between(duty.time(), duty.until()) + ".");
            }
        }
        return lines.isEmpty() ? "" : lines.getLast();
    }

    private static List<Occurrence> ofDesk(List<Occurrence> duties, List<String> words) {
        return duties.stream()
                .filter(d ->
                        Tokens.of(Records.field(d, "desk column").orElse("")).stream()
                                .anyMatch(desk -> words.stream().anyMatch(w -> isField(w, desk))))
                .toList();
    }

    /** Whether a word and the name of a desk are about the same work. */
    private static boolean isField(String word, String desk) {
        if (word.length() < 3 || Language.ALL.stream().anyMatch(l -> l.isFiller(word))) {
            return false;
        }
        return Tokens.isAlike(word, desk)
                || Language.groups("field of ").values().stream()
                        .anyMatch(g -> isIn(word, g) && isIn(desk, g));
    }

    private static boolean isIn(String word, Set<String> group) {
        return group.stream().anyMatch(g -> Tokens.fold(g).equals(Tokens.fold(word)) || (g.length() > 4 && Tokens.isAlike(g, word)));
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
