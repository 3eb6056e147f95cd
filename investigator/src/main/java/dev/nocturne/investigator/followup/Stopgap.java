package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What runbooks allow until the trouble is mended: "until then lower the power". */
final class Stopgap {
    private static final int MAX = 3;

    /** Shorter words of kinds and metrics are in any document. */
    private static final int LONG = 4;

    private final Facts facts;
    private final Written written;

    Stopgap(Facts facts, Written written) {
        this.facts = facts;
        this.written = written;
    }

    static boolean isAsked(Question question) {
        return Tokens.hasAny(question.words(), Language.all("asks meanwhile"));
    }

    /** Words of what fails, and of what is measured of it, by which its runbook is found. */
    Set<String> topic(Question question) {
        Set<String> topic = new LinkedHashSet<>(question.telling());
        Set<String> about = new LinkedHashSet<>(facts.meant(question.entities()));
        about.addAll(facts.finding().alert().entities());
        for (String entity : about) {
            topic.addAll(Words.of(facts.label(entity)));
            facts.symptoms(entity).forEach(s -> topic.addAll(Words.of(s.words())));
        }
        topic.removeIf(
                w -> w.length() < LONG || Language.ALL.stream().anyMatch(l -> l.isFiller(w)));
        return topic;
    }

    /** Such lines of the runbook that has most words of the trouble. */
    Optional<String> allowed(Question question, Snapshot asked) {
        Set<String> topic = topic(question);
        List<String> best = List.of();
        long most = 0;
        for (Document document : written.runbooks(asked)) {
            List<String> lines = lines(document);
            List<String> words = Tokens.of(document.text());
            long hits =
                    topic.stream()
                            .filter(t -> words.stream().anyMatch(w -> Tokens.isAlike(w, t)))
                            .count();
            if (!lines.isEmpty() && hits > most) {
                most = hits;
                best = lines;
            }
        }
        return best.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Until it is mended the runbooks say:\n"
                                + String.join("\n", best.stream().limit(MAX).toList()));
    }

    private static List<String> lines(Document document) {
        List<String> lines = new ArrayList<>();
        for (String line : document.text().lines().toList()) {
            if (!line.startsWith("#")
                    && Tokens.hasAny(Tokens.of(line), Language.all("meanwhile"))) {
                lines.add("- " + document.id() + ": " + Written.withoutBullet(line));
            }
        }
        return lines;
    }
}
