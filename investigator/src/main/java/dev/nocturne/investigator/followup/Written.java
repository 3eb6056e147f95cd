package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passage;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What logs and runbooks say in the words of a question: each line has all that tell something. */
final class Written {
    private static final int MAX = 5;
    private static final long DAY = 24 * 3_600_000L;

    /** From this length on a word inside another one says the same: network, mains network. */
    private static final int PART = 4;

    /** Words of the same meaning, in several languages. */
    private static final List<String> SAME = List.of("action of ", "thing of ", "kind of ");

    private final Facts facts;
    private final Records records;

    Written(Facts facts) {
        this.facts = facts;
        this.records = new Records(facts);
    }

    /** Lines of logs and runbooks with what the question is about; empty where there are none. */
    Optional<String> said(Question question, Snapshot asked) {
        List<String> parts = new ArrayList<>();
        List<Records.Line> lines = lines(question, asked);
        if (!lines.isEmpty()) {
            parts.add("The records have this of it, the last first:\n" + listed(lines));
        }
        advised(question, asked).ifPresent(parts::add);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
    }

    /** The last lines, the last first. */
    String listed(List<Records.Line> lines) {
        return String.join(
                "\n",
                lines.reversed().stream().limit(MAX).map(l -> records.said(l)).distinct().toList());
    }

    /** Lines of logs with all telling words, oldest first. */
    List<Records.Line> lines(Question question, Snapshot asked) {
        Set<String> about = new LinkedHashSet<>();
        question.entities().forEach(e -> about.addAll(facts.withKin(e)));
        return question.telling().isEmpty()
                ? List.of()
                : records.lines(asked).stream()
                        .filter(l -> about.isEmpty() || Records.isAbout(l, about))
                        .filter(l -> hasAll(question, words(l)))
                        .toList();
    }

    /** When something that is named by words of logs was first written of, in the last day. */
    Optional<String> first(Question question, Snapshot asked) {
        List<Records.Line> lines =
                question.entities().isEmpty() ? lines(question, asked) : List.of();
        return lines.stream()
                .filter(l -> l.time() >= facts.finding().alert().start() - DAY)
                .findFirst()
                .map(l -> "The first record of that in the day before:\n" + records.said(l));
    }

    private Set<String> words(Records.Line line) {
        Set<String> words = new LinkedHashSet<>();
        words.addAll(Tokens.of(line.by()));
        words.addAll(Tokens.of(line.text()));
        return words;
    }

    /** What runbooks say of it. Where they say "never" or "only", that is said first. */
    Optional<String> advised(Question question, Snapshot asked) {
        List<String> lines = new ArrayList<>();
        boolean limited = false;
        for (Document document : runbooks(asked)) {
            for (String line : document.text().lines().toList()) {
                List<String> words = Tokens.of(line);
                if (!line.startsWith("#")
                        && !question.telling().isEmpty()
                        && hasAll(question, words)) {
                    limited |= Tokens.hasAny(words, Language.all("limiting"));
                    lines.add("- " + document.id() + ": " + withoutBullet(line));
                }
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        (limited
                                        ? "Not without conditions; the runbooks say of it:\n"
                                        : "The runbooks say of it:\n")
                                + String.join("\n", lines.stream().limit(MAX).toList()));
    }

    /** All lines of the runbook that has the words, where no other one fits. */
    Optional<String> steps(Question question, Snapshot asked) {
        return runbooks(asked).stream()
                .filter(d ->
                        !question.telling().isEmpty()
                                && d.text()
                                        .lines()
                                        .anyMatch(l ->
                                                !l.startsWith("#")
                                                        && hasAll(question, Tokens.of(l))))
                .findFirst()
                .map(d ->
                        "All of "
                                + d.id()
                                + ":\n"
                                + String.join(
                                        "\n",
                                        d.text()
                                                .lines()
                                                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                                                .limit(2 * MAX)
                                                .toList()));
    }

    /** The documents of the passages that a search found, in their order; each once or more. */
    static List<Document> documents(Kind kind, Snapshot asked) {
        return asked.passages(kind).map(Passages::best).orElse(List.of()).stream()
                .map(Passage::document)
                .toList();
    }

    /** The words of an item of a list. */
    static String withoutBullet(String line) {
        return line.strip().replaceFirst("^(?:[-*]|\\d+[.)])\\s+", "");
    }

    /** Those that were found for the diagnosis and for the question. */
    Set<Document> runbooks(Snapshot asked) {
        Set<Document> documents = new LinkedHashSet<>();
        for (Snapshot snapshot : List.of(asked, facts.analysis().snapshot())) {
            documents.addAll(documents(Kind.RUNBOOKS, snapshot));
        }
        return documents;
    }

    /**
     * Whether each of the telling words, or one of the same meaning, is among the words. In a
     * question why, a word for the kind of thing need not be: the line has its name.
     */
    private static boolean hasAll(Question question, Collection<String> words) {
        List<String> folded = words.stream().map(Words::withoutUmlauts).toList();
        List<String> needed = question.telling().stream().filter(t -> !isKind(t)).toList();
        return !needed.isEmpty()
                && (question.intent() == Intent.WHY ? needed : question.telling())
                        .stream().allMatch(t -> folded.stream().anyMatch(w -> isSame(t, w)));
    }

    /** A word for a kind of thing says less than what is said of it. */
    private static boolean isKind(String word) {
        return Language.groups("kind of ").values().stream().anyMatch(g -> g.contains(word));
    }

    private static boolean isSame(String telling, String word) {
        String folded = Words.withoutUmlauts(telling);
        return word.equals(folded)
                || (folded.length() >= PART && word.startsWith(folded))
                || (Math.min(word.length(), folded.length()) > PART
                        && (Tokens.isAlike(folded, word) || word.contains(folded)))
                || SAME.stream()
                        .flatMap(prefix -> Language.groups(prefix).values().stream())
                        .filter(group -> group.contains(telling))
                        .flatMap(Set::stream)
                        .map(Words::withoutUmlauts)
                        .anyMatch(other ->
                                word.equals(other)
                                        || (other.length() > PART && word.startsWith(other)));
    }
}
