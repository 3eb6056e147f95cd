package dev.nocturne.investigator.followup;

import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;

/** How sure the cause is, and what would refute it. */
final class DoubtReplies {
    private final Facts facts;
    private final WhyReplies reasons;

    DoubtReplies(Facts facts, WhyReplies reasons) {
        this.facts = facts;
        this.reasons = reasons;
    }

    String confidence() {
        if (facts.first().isEmpty()) {
            return "Not sure: the verdict is "
                    + facts.finding().verdict().word().replace('_', ' ')
                    + ". "
                    + reasons.noCause();
        }
        Hypothesis first = facts.first().get();
        List<String> others =
                reasons.others(2).stream()
                        .map(h -> facts.graph().id(h.entity()) + " " + Say.percent(h.confidence()))
                        .toList();
        String sure = Say.percent(first.confidence());
        return Character.toUpperCase(sure.charAt(0))
                + sure.substring(1)
                + " sure that it is "
                + facts.graph().id(first.entity())
                + (others.isEmpty()
                        ? "; no other candidate fits."
                        : "; the next candidates are " + String.join(" and ", others) + ".");
    }

    /** Measurements that would speak against the cause. */
    String refute() {
        if (facts.first().isEmpty()) {
            return "No cause is claimed, so there is nothing to refute. "
                    + reasons.noCause()
                    + facts.subject()
                            .map(s ->
                                    "\nMeasurements or states of "
                                            + s
                                            + " at that time would settle it.")
                            .orElse("");
        }
        Hypothesis first = facts.first().get();
        String cause = facts.graph().id(first.entity());
        List<String> lines = new ArrayList<>();
        for (Deviation d :
                first.failing().stream().filter(d -> d.entity().equals(cause)).limit(2).toList()) {
            lines.add(
                    "- "
                            + d.column()
                            + " of "
                            + cause
                            + " is measured near "
                            + Say.number(d.usualValue())
                            + " again while "
                            + victims()
                            + ";");
        }
        if (lines.isEmpty()) {
            facts.symptoms(cause).stream()
                    .limit(2)
                    .forEach(s ->
                            lines.add(
                                    "- this is over, or was no fault, while "
                                            + victims()
                                            + ": "
                                            + s.words()
                                            + ";"));
        }
        if (lines.isEmpty()) {
            lines.add(
                    "- " + cause + " works when it is checked directly, while " + victims() + ";");
        }
        String onset = facts.time(first.since());
        for (Hypothesis other : reasons.others(2)) {
            lines.add(
                    "- a measurement or an alarm of "
                            + facts.graph().id(other.entity())
                            + " from before "
                            + onset
                            + " shows that it failed first;");
        }
        List<String> unmeasured =
                facts.needs(cause).stream()
                        .filter(n -> !facts.finding().symptoms().measured().contains(n))
                        .filter(n -> !facts.finding().health().covers(n))
                        .toList();
        if (!unmeasured.isEmpty()) {
            lines.add(
                    "- "
                            + Say.list(unmeasured, 3)
                            + ", which "
                            + cause
                            + " needs and of which nothing was measured, turns out to be broken;");
        }
        lines.add("- what is affected stays so after " + cause + " works again.");
        return "It would be wrong if\n" + String.join("\n", lines);
    }

    private String victims() {
        List<String> affected =
                facts.analysis().impact().affected().stream()
                        .map(a -> facts.graph().id(a.entity()))
                        .limit(2)
                        .toList();
        List<String> suffering =
                affected.isEmpty()
                        ? facts.subject().filter(s -> !facts.causes().contains(s)).stream().toList()
                        : affected;
        return suffering.isEmpty()
                ? "the trouble goes on"
                : String.join(" and ", suffering)
                        + (suffering.size() == 1 ? " still suffers" : " still suffer");
    }
}
