package dev.nocturne.investigator.followup;

import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why something else is not the cause, and what else it could be. */
final class RivalReplies {
    private final Facts facts;
    private final EntityReplies entities;
    private final WhyReplies reasons;

    RivalReplies(Facts facts, EntityReplies entities, WhyReplies reasons) {
        this.facts = facts;
        this.entities = entities;
        this.reasons = reasons;
    }

    /** Why each of the entities is not the cause, before what speaks for the one that is. */
    String whyNot(List<String> named) {
        if (named.isEmpty()) {
            return alternatives();
        }
        List<String> lines = new ArrayList<>();
        for (String entity : named) {
            if (!facts.causes().contains(entity)) {
                lines.add(whyNot(entity));
            }
        }
        return lines.isEmpty()
                ? String.join(" and ", named)
                        + (named.size() == 1 ? " is" : " are")
                        + " what was found as the cause.\n\n"
                        + reasons.why(List.of())
                : String.join("\n", lines) + "\n\n" + reasons.why(List.of());
    }

    private String whyNot(String entity) {
        List<String> needy = facts.neededBy(entity);
        List<String> suffering = new ArrayList<>(facts.subject().stream().toList());
        facts.analysis().impact().affected().stream()
                .limit(50)
                .map(a -> facts.graph().id(a.entity()))
                .forEach(suffering::add);
        suffering.removeIf(entity::equals);
        StringBuilder text =
                new StringBuilder(entity)
                        .append(facts.causes().isEmpty() ? ": " : " was not taken as the cause: ");
        text.append(
                needy.isEmpty()
                        ? "nothing depends on it"
                        : "only "
                                + Say.list(needy, 5)
                                + (needy.size() == 1 ? " depends" : " depend")
                                + " directly on it");
        if (!suffering.isEmpty()) {
            List<String> through =
                    suffering.stream().distinct().filter(s -> facts.needs(s, entity)).toList();
            text.append(
                    through.isEmpty()
                            ? "; nothing that is affected needs it"
                            : "; of what is affected "
                                    + Say.list(through, 3)
                                    + (through.size() == 1 ? " needs it" : " need it"));
        }
        List<String> well = needy.stream().filter(this::isWell).toList();
        if (!well.isEmpty()) {
            text.append("; of what needs it directly this is as usual: ").append(Say.list(well, 3));
        }
        text.append(". ").append(entities.state(entity));
        later(entity).ifPresent(text::append);
        facts.finding().hypotheses().stream()
                .filter(h -> facts.graph().id(h.entity()).equals(entity))
                .findFirst()
                .ifPresent(h ->
                        text.append(" As the cause it has a confidence of ")
                                .append(Say.percent(h.confidence()))
                                .append('.'));
        return text.toString();
    }

    private boolean isWell(String entity) {
        boolean measured =
                facts.finding().symptoms().measured().contains(entity)
                        || facts.finding().health().covers(entity);
        return measured
                && facts.symptoms(entity).isEmpty()
                && !facts.finding().health().fails(entity);
    }

    /** That its trouble began after that of the cause. */
    private Optional<String> later(String entity) {
        Optional<Symptom> first =
                facts.symptoms(entity).stream()
                        .min(java.util.Comparator.comparingLong(Symptom::since));
        return first.filter(s -> s.since() > facts.onset().orElse(Long.MAX_VALUE))
                .map(s ->
                        " Its trouble began at "
                                + facts.time(s.since())
                                + ", after "
                                + facts.causes().getFirst()
                                + " ("
                                + facts.time(facts.onset().orElseThrow())
                                + ").");
    }

    /** What else could be the cause. */
    String alternatives() {
        if (facts.causes().isEmpty()) {
            return reasons.noCause();
        }
        List<Hypothesis> others = reasons.others(3);
        if (others.isEmpty()) {
            return "Nothing else fits: "
                    + facts.causes().getFirst()
                    + " is the only candidate that explains what was seen.";
        }
        StringBuilder text = new StringBuilder("Other candidates, all less likely:\n");
        others.forEach(other -> text.append(reasons.rejected(other)));
        return text.toString().strip();
    }
}
