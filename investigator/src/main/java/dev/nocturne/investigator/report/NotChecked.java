package dev.nocturne.investigator.report;

import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What could not be looked at. */
public final class NotChecked {
    private NotChecked() {}

    /** One sentence each. */
    public static List<String> of(Finding finding) {
        List<String> gaps = new ArrayList<>();
        if (!finding.speaking()) {
            gaps.add(
                    "The pack has no alarm stream; only the alarms of the alert itself were used.");
        }
        if (finding.health().byEntity().isEmpty()) {
            gaps.add("No metric has both a past and a value in the window of the incident.");
        }
        boolean fault = finding.verdict() == Verdict.FAULT;
        if (fault && !finding.uncovered().isEmpty()) {
            gaps.add("No metrics in the window for " + Say.list(finding.uncovered(), 5) + ".");
        }
        if (!finding.alert().dated()) {
            gaps.add("The alert names no time; the end of the telemetry was taken.");
        }
        if (finding.compared().judged() < finding.compared().candidates()) {
            gaps.add(
                    "There were too many possible causes to compare all of them: the "
                            + Say.amount(finding.compared().judged())
                            + " most promising of "
                            + Say.amount(finding.compared().candidates())
                            + " were compared.");
        }
        if (!finding.hypotheses().isEmpty()) {
            Hypothesis first = finding.hypotheses().getFirst();
            if (fault && first.reach().truncated()) {
                gaps.add(
                        "What depends on the cause was followed to "
                                + first.reach().touched().size()
                                + " entities only.");
            }
            if (fault && first.missing() > 0) {
                gaps.add(
                        Say.count(first.missing(), "expected alarm", "expected alarms")
                                + " did not come; whether they were lost cannot be told.");
            }
        }
        return gaps;
    }
}
