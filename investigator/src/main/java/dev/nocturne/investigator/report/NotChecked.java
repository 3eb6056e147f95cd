package dev.nocturne.investigator.report;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Part;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;

/** What the investigation did not or could not check. */
public final class NotChecked {
    private NotChecked() {}

    /** One sentence each. */
    public static List<String> of(Analysis analysis) {
        Finding finding = analysis.finding();
        List<String> gaps = new ArrayList<>();
        for (Part<?> part : analysis.snapshot().parts()) {
            if (part.answer() instanceof Answer.Partial<?> partial) {
                gaps.add(part.evidence() + " is not complete: " + partial.missing() + ".");
            }
        }
        if (!finding.speaking()) {
            gaps.add(
                    "The data hold no alarm stream; only the alarms in the alert itself were used.");
        }
        if (finding.health().byEntity().isEmpty() && finding.symptoms().compared().isEmpty()) {
            gaps.add("No metric has both a history and a value at the time of the incident.");
        }
        boolean fault = finding.verdict() == Verdict.FAULT;
        if (fault && !finding.uncovered().isEmpty()) {
            gaps.add(
                    "No metrics at the time of the incident for "
                            + Say.list(finding.uncovered(), 5)
                            + ".");
        }
        finding.alert().unknown().forEach(name -> gaps.add(name.words()));
        gaps.addAll(finding.alert().assumptions());
        if (!finding.alert().dated()) {
            gaps.add(
                    "No date and time was found in the alert; the most recent data were analysed (until "
                            + Say.dateTime(finding.alert().raised())
                            + ").");
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
                        "Only "
                                + Say.amount(first.reach().touched().size())
                                + " of the entities that depend on the cause were examined.");
            }
            if (fault && first.missing() > 0) {
                gaps.add(
                        Say.count(first.missing(), "expected alarm is", "expected alarms are")
                                + " missing; the data do not show whether they were lost or never raised.");
            }
        }
        return gaps;
    }
}
