package dev.nocturne.investigator.report;

import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.wording.Say;
import java.util.List;

/** Why it cannot be told whether there is a fault, and what would settle it. */
final class InconclusiveText {
    private static final int MAX_ENTITIES = 5;

    private final Case report;
    private final Page page;
    private final Finding finding;

    InconclusiveText(Case report, Page page) {
        this.report = report;
        this.page = page;
        this.finding = report.analysis().finding();
    }

    /** Whether there are candidates that a report can name. */
    boolean hasCandidates() {
        return finding.method() != Finding.Method.SYMPTOMS
                && !DiagnosisJson.listed(finding).isEmpty();
    }

    void write() {
        page.line("## Inconclusive");
        page.line("");
        if (finding.method() == Finding.Method.SYMPTOMS) {
            new SymptomText(report).inconclusive().forEach(page::line);
        } else if (hasCandidates()) {
            page.line(
                    "What was seen may be a fault or chance (log odds "
                            + Say.number(finding.odds())
                            + "). If there is a fault, its cause is most probably one of the candidates below"
                            + report.cite(Topic.CAUSE)
                            + ".");
        } else {
            page.line(
                    "The data do not show whether something is wrong: "
                            + nothing()
                            + report.cite(Topic.SUBJECT, Topic.ALARMS, Topic.METRICS)
                            + ".");
        }
    }

    /** What to measure or to say, so that the question can be answered. */
    void writeWhatWouldSettleIt() {
        page.section("What would settle it");
        if (finding.alert().entities().isEmpty()) {
            page.line(
                    "- The name of what is affected: an id, a name or a host that is known here.");
        }
        List<String> blind =
                finding.alert().entities().stream()
                        .filter(id -> !finding.symptoms().measured().contains(id))
                        .toList();
        if (!blind.isEmpty()) {
            page.line(
                    "- Metrics, states or logs of "
                            + Say.list(blind, MAX_ENTITIES)
                            + " "
                            + Say.between(finding.window().from(), finding.window().until())
                            + ".");
        }
        List<String> seen =
                finding.alert().entities().stream().filter(id -> !blind.contains(id)).toList();
        if (!seen.isEmpty()) {
            page.line(
                    "- A look at "
                            + Say.list(seen, MAX_ENTITIES)
                            + " itself, or its values after "
                            + Say.dateTime(finding.window().until())
                            + ".");
        }
    }

    private String nothing() {
        return finding.alert().entities().isEmpty()
                ? "the alert names nothing that is known here, and nothing else shows a fault"
                : "there are no metrics of what it names at its time, and no alarms that a single failure would explain";
    }
}
