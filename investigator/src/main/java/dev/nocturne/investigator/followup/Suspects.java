package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether something that people name by what was written of it may be the cause. */
final class Suspects {
    private static final int MAX = 3;

    private final Facts facts;
    private final Records records;
    private final Written written;

    Suspects(Facts facts, Written written) {
        this.facts = facts;
        this.records = new Records(facts);
        this.written = written;
    }

    /** Where a question names no entity: the lines that have its words, each with a judgement. */
    Optional<String> judged(Question question, Snapshot asked) {
        List<String> judged = new ArrayList<>();
        for (Records.Line line : written.lines(question, asked).reversed()) {
            if (judged.size() < MAX) {
                judged.add(judgement(line) + "\n" + records.said(line));
            }
        }
        return judged.isEmpty()
                ? written.advised(question, asked)
                        .map(said ->
                                "Nothing of that was measured or recorded here, so it is not known. "
                                        + said)
                : Optional.of(String.join("\n", judged));
    }

    /** By time and by what depends on what: neither proves it, both can speak against it. */
    private String judgement(Records.Line line) {
        long began = facts.onset().orElse(facts.finding().alert().start());
        List<String> trouble =
                facts.causes().isEmpty() ? facts.subject().stream().toList() : facts.causes();
        String what = Say.list(trouble, 2);
        if (line.time() > began) {
            return "No: this came after the trouble of "
                    + what
                    + " began ("
                    + facts.time(began)
                    + "):";
        }
        if (facts.causes().contains(line.entity())) {
            return "It fits: this is of " + line.entity() + ", and came before it began:";
        }
        boolean needed =
                trouble.stream()
                        .anyMatch(t ->
                                t.equals(line.entity())
                                        || facts.needs(t, line.entity())
                                        || Records.isIn(t, line.text()));
        return needed
                ? "It cannot be ruled out: it came before the trouble of " + what + " began:"
                : "Probably not: " + what + " does not depend on what this is about:";
    }
}
