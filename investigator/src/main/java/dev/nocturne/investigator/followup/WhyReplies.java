package dev.nocturne.investigator.followup;

import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;

/** Why this is the cause, and how it reaches what it hits. */
final class WhyReplies {
    private static final int MAX_STEPS = 20;

    private final Facts facts;
    private final EntityReplies entities;

    WhyReplies(Facts facts, EntityReplies entities) {
        this.facts = facts;
        this.entities = entities;
    }

    /** What speaks for the cause, and how it reaches the entities that are named. */
    String why(List<String> named) {
        if (facts.causes().isEmpty()) {
            return noCause();
        }
        Hypothesis first = facts.first().orElseThrow();
        StringBuilder text = new StringBuilder();
        if (facts.causes().size() > 1) {
            text.append(facts.causes().size())
                    .append(" independent causes were found: ")
                    .append(String.join(" and ", facts.causes()))
                    .append(".\n\n");
        }
        for (String entity : named) {
            if (!facts.causes().contains(entity)) {
                text.append(way(first, entity)).append("\n\n");
            }
        }
        text.append(cause(first));
        facts.finding().hypotheses().stream()
                .skip(1)
                .limit(facts.finding().faults() - 1L)
                .forEach(other -> text.append('\n').append(cause(other)));
        others(2).forEach(other -> text.append(rejected(other)));
        return text.toString().strip();
    }

    String noCause() {
        String reason = facts.finding().reason();
        return facts.finding().verdict() == Verdict.NO_FAULT
                ? "There is no cause: "
                        + (reason.isEmpty()
                                ? "what was measured is within its usual range, or too close to it to have an effect."
                                : reason)
                : "The data do not show whether there is a fault"
                        + (reason.isEmpty() ? "." : ": " + reason);
    }

    List<Hypothesis> others(int most) {
        return facts.finding().hypotheses().stream()
                .skip(facts.finding().faults())
                .limit(most)
                .toList();
    }

    private String cause(Hypothesis hypothesis) {
        String cause = facts.graph().id(hypothesis.entity());
        StringBuilder text =
                new StringBuilder(cause)
                        .append(" is the most probable cause (confidence ")
                        .append(Say.percent(hypothesis.confidence()))
                        .append("):\n\n");
        facts.lastChange(cause)
                .filter(c -> c.time() <= hypothesis.since())
                .ifPresent(c ->
                        text.append("- changed before: ")
                                .append(facts.time(c.time()))
                                .append(' ')
                                .append(c.words())
                                .append('\n'));
        if (facts.finding().method() == Finding.Method.SYMPTOMS) {
            facts.symptoms(cause).stream()
                    .limit(4)
                    .forEach(s ->
                            text.append("- ")
                                    .append(facts.time(s.since()))
                                    .append(' ')
                                    .append(s.words())
                                    .append('\n'));
            return text.toString();
        }
        if (facts.finding().method() == Finding.Method.ALARMS) {
            text.append("- its failure explains ")
                    .append(hypothesis.heard().size())
                    .append(" of ")
                    .append(
                            Say.count(
                                    facts.finding().storm().counted().size(),
                                    "alarmed entity",
                                    "alarmed entities"))
                    .append("; missing expected alarms: ")
                    .append(Math.max(0, hypothesis.missing()))
                    .append('\n');
        }
        List<String> failing =
                hypothesis.failing().stream()
                        .map(d -> d.entity() + " " + Say.deviation(d))
                        .toList();
        return text.append("- metrics that show it: ")
                .append(
                        failing.isEmpty()
                                ? "none at the time of the incident"
                                : Say.list(failing, 6))
                .append('\n')
                .toString();
    }

    String rejected(Hypothesis other) {
        String id = facts.graph().id(other.entity());
        return facts.finding().method() == Finding.Method.ALARMS
                ? "- rejected "
                        + id
                        + ": "
                        + other.heard().size()
                        + " alarmed entities explained; missing expected alarms: "
                        + Math.max(0, other.missing())
                        + "; entities that should be abnormal but are normal: "
                        + other.healthy()
                        + "\n"
                : "- less likely "
                        + id
                        + ", "
                        + Say.percent(other.confidence())
                        + ": "
                        + entities.state(id)
                        + "\n";
    }

    /** How the cause reaches an entity, step by step. */
    private String way(Hypothesis first, String entity) {
        String cause = facts.graph().id(first.entity());
        int number = facts.graph().number(entity).orElse(-1);
        Reach.Touched touched = first.reach().touched().get(number);
        if (touched == null) {
            List<String> common =
                    facts.needs(entity).stream()
                            .filter(facts.needs(cause)::contains)
                            .filter(n -> !facts.symptoms(n).isEmpty())
                            .toList();
            return entity
                    + " does not depend on "
                    + cause
                    + (common.isEmpty()
                            ? "."
                            : "; both need "
                                    + Say.list(common, 3)
                                    + ". "
                                    + entities.state(common.getFirst()));
        }
        List<String> steps = new ArrayList<>();
        int at = number;
        while (touched != null && touched.hops() > 0 && steps.size() < MAX_STEPS) {
            steps.add(facts.graph().id(at));
            at = touched.via();
            touched = first.reach().touched().get(at);
        }
        steps.add(facts.graph().id(at));
        String shared =
                facts.analysis().impact().backups().stream()
                        .filter(b -> b.entity().equals(entity) && !b.shared().isEmpty())
                        .map(b ->
                                " Its main and backup paths both depend on "
                                        + String.join(", ", b.shared())
                                        + ".")
                        .findFirst()
                        .orElse("");
        return entity + " depends on it: " + String.join(" → ", steps) + "." + shared;
    }
}
