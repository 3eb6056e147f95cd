package dev.nocturne.investigator.report;

import dev.nocturne.investigator.report.Case.Topic;

/**
 * The report for people, in Markdown: first what failed, since when, how sure that is and who is
 * affected; then what to do; then why, what else it could be, and what was not checked. Every claim
 * has the ids of its evidence behind it.
 */
public final class AnswerText {
    private AnswerText() {}

    public static String of(Case report) {
        Page page = new Page();
        FaultText fault = new FaultText(report, page);
        AffectedText affected = new AffectedText(report, page);
        ActionText actions = new ActionText(report, page);
        switch (report.analysis().finding().verdict()) {
            case FAULT -> {
                fault.writeHeadline();
                actions.write();
                fault.writeReasons();
                writeContradictions(report, page);
                affected.write();
                fault.writeAlternatives();
            }
            case NO_FAULT -> {
                new NoFaultText(report, page).write();
                actions.write();
                writeContradictions(report, page);
            }
            case INCONCLUSIVE -> {
                InconclusiveText text = new InconclusiveText(report, page);
                text.write();
                text.writeWhatWouldSettleIt();
                actions.write();
                writeContradictions(report, page);
                if (text.hasCandidates()) {
                    affected.write();
                    fault.writeAlternatives();
                }
            }
        }
        if (!report.notChecked().isEmpty()) {
            page.section("Not checked");
            report.notChecked().forEach(gap -> page.line("- " + gap));
        }
        actions.writePrecedents();
        page.section("Evidence");
        report.evidence()
                .forEach(e -> page.line("- " + e.id() + " " + e.agent() + ": " + e.finding()));
        return page.text();
    }

    private static void writeContradictions(Case report, Page page) {
        if (!report.contradictions().isEmpty()) {
            page.section("Where the alert and the data disagree");
            report.contradictions()
                    .forEach(c -> page.line("- " + c + report.cite(Topic.METRICS, Topic.ALARMS)));
        }
    }
}
