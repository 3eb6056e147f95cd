package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether something is lost for good, as far as logs say. */
final class LossReplies {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int AROUND = 60;

    private final Facts facts;
    private final InPlay inPlay;
    private final Records records;
    private final Written written;

    LossReplies(Facts facts, InPlay inPlay, Written written) {
        this.facts = facts;
        this.inPlay = inPlay;
        this.records = new Records(facts);
        this.written = written;
    }

    /** Lines that speak of loss, or of what was kept or sent again. */
    String lost(Question question, Snapshot asked) {
        List<String> meant = question.entities();
        Set<String> around =
                new LinkedHashSet<>(
                        inPlay.around(meant.isEmpty() ? inPlay.focus() : meant, AROUND));
        List<Records.Line> all =
                records.lines(asked).stream()
                        .filter(l -> l.time() >= facts.finding().alert().start() - DAY)
                        .filter(l -> speaks(l, "loss") || speaks(l, "kept"))
                        .toList();
        List<Records.Line> near = all.stream().filter(l -> Records.isAbout(l, around)).toList();
        List<Records.Line> said = near.isEmpty() && meant.isEmpty() ? all : near;
        if (said.isEmpty()) {
            return "I cannot answer that: no line of a log says whether something is lost. I can say who is affected, or its events.";
        }
        boolean lost = said.stream().anyMatch(l -> speaks(l, "loss") && !isNone(l));
        return (lost ? "The records speak of loss:" : "Nothing is recorded as lost:")
                + "\n"
                + written.listed(said);
    }

    private static boolean speaks(Records.Line line, String list) {
        return Tokens.hasAny(Tokens.of(line.text()), Language.all(list + " words"));
    }

    /** "0 messages lost", "no data loss". */
    private static boolean isNone(Records.Line line) {
        List<String> words = Tokens.of(line.text());
        return words.stream().anyMatch(w -> w.equals("0") || Language.all("none").contains(w));
    }
}
