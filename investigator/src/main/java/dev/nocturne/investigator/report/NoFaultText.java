package dev.nocturne.investigator.report;

import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.wording.Say;
import java.util.List;

/** Why there is no fault: what was measured and is well. */
final class NoFaultText {
    private final Case report;
    private final Page page;
    private final Finding finding;
    private final DependencyGraph graph;

    NoFaultText(Case report, Page page) {
        this.report = report;
        this.page = page;
        this.finding = report.analysis().finding();
        this.graph = finding.graph();
    }

    void write() {
        page.line("## No fault");
        page.line("");
        String about =
                finding.alert()
                        .subject()
                        .or(() ->
                                finding.alert().entities().stream()
                                        .filter(finding.symptoms().well()::contains)
                                        .findFirst())
                        .or(() -> finding.alert().entities().stream().findFirst())
                        .orElse("the environment");
        if (finding.method() == Finding.Method.SYMPTOMS) {
            new SymptomText(report).noFault(about).forEach(page::line);
            return;
        }
        if (finding.method() == Finding.Method.ALARMS) {
            page.line(
                    "The alarms have no common cause: no single failure explains them better than chance does (log odds "
                            + Say.number(finding.odds())
                            + ")"
                            + report.cite(Topic.ALARMS, Topic.CAUSE)
                            + ".");
            page.line("");
            page.line(
                    "- "
                            + Say.count(
                                    finding.storm().counted().size(), "entity has", "entities have")
                            + " open alarms; "
                            + Say.count(finding.storm().cleared(), "alarm was", "alarms were")
                            + " cleared before the alert"
                            + report.cite(Topic.ALARMS)
                            + ".");
        } else {
            page.line(
                    "The metrics of "
                            + about
                            + " are within their usual range, and nothing that it depends on is abnormal enough to affect it"
                            + report.cite(Topic.METRICS, Topic.CAUSE)
                            + ".");
            page.line("");
            finding.metrics()
                    .own()
                    .ifPresent(d ->
                            page.line(
                                    "- "
                                            + d.entity()
                                            + ": "
                                            + Say.deviation(d)
                                            + report.cite(Topic.METRICS)
                                            + "."));
            if (!finding.metrics().ranked().isEmpty()) {
                page.line(
                        "- Abnormal, but without an effect on it: "
                                + Say.list(
                                        finding.metrics().ranked().stream()
                                                .map(l ->
                                                        graph.id(l.entity())
                                                                + " ("
                                                                + Say.deviation(l.deviation())
                                                                + ")")
                                                .toList(),
                                        4)
                                + report.cite(Topic.METRICS)
                                + ".");
            }
        }
        page.line(
                "- Metrics of "
                        + Say.count(finding.health().byEntity().size(), "entity", "entities")
                        + " were compared with their past; abnormal: "
                        + Say.list(abnormal(), 6)
                        + report.cite(Topic.METRICS)
                        + ".");
    }

    private List<String> abnormal() {
        List<String> failing =
                finding.health().byEntity().keySet().stream()
                        .filter(finding.health()::fails)
                        .toList();
        return failing.isEmpty() ? List.of("none") : failing;
    }
}
