package dev.nocturne.investigator.report;

import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Step;
import dev.nocturne.investigator.report.Case.Topic;

/** What to do, and what was done in similar incidents. */
final class ActionText {
    private final Case report;
    private final Page page;

    ActionText(Case report, Page page) {
        this.report = report;
        this.page = page;
    }

    /** What to do first, in order; nothing if neither a runbook nor an engineer fits. */
    void write() {
        if (report.steps().isEmpty() && report.dispatch().isEmpty()) {
            return;
        }
        page.section("What to do first");
        report.dispatch().ifPresent(this::dispatch);
        int number = 1;
        for (Step step : report.steps()) {
            page.line(
                    number++
                            + ". "
                            + step.text()
                            + (step.needsApproval() ? " *(needs approval)*" : "")
                            + (step.runbook().isEmpty() ? "" : " (" + step.runbook() + ")")
                            + report.cite(Topic.RUNBOOKS));
        }
    }

    private void dispatch(Dispatch d) {
        page.line(
                "Draft dispatch order (not sent): "
                        + d.name()
                        + " ("
                        + d.engineer()
                        + "; "
                        + d.reason()
                        + ") to "
                        + d.description()
                        + ", urgency "
                        + d.urgency()
                        + report.cite(Topic.DISPATCH)
                        + ".\n");
    }

    /** Earlier incidents that resemble this one. */
    void writePrecedents() {
        if (report.precedents().isEmpty()) {
            return;
        }
        page.section("Similar incidents before");
        for (Match match : report.precedents()) {
            page.line(
                    "- "
                            + match.id()
                            + ", "
                            + match.title()
                            + ": "
                            + match.why()
                            + report.cite(Topic.TICKETS)
                            + ".");
        }
    }
}
