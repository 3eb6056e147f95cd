package dev.nocturne.investigator.report;

import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Step;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.signal.Deviation;
import java.util.List;

/** The report for people, in Markdown. Every claim has the ids of its evidence behind it. */
public final class AnswerText {
    private static final int MAX_NAMES = 12;
    private static final int MAX_ROWS = 30;

    private final Case report;
    private final Finding finding;
    private final Impact impact;
    private final DependencyGraph graph;
    private final StringBuilder text = new StringBuilder();

    private AnswerText(Case report) {
        this.report = report;
        this.finding = report.analysis().finding();
        this.impact = report.analysis().impact();
        this.graph = finding.graph();
    }

    public static String of(Case report) {
        AnswerText answer = new AnswerText(report);
        answer.write();
        return answer.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void section(String title) {
        text.append("\n### ").append(title).append("\n\n");
    }

    private void write() {
        switch (finding.verdict()) {
            case FAULT -> fault();
            case NO_FAULT -> noFault();
            case INCONCLUSIVE -> inconclusive();
        }
        if (!report.contradictions().isEmpty()) {
            section("What the alert says and the data do not");
            report.contradictions()
                    .forEach(c -> line("- " + c + report.cite(Topic.METRICS, Topic.ALARMS)));
        }
        actions();
        precedents();
        if (!report.notChecked().isEmpty()) {
            section("Not checked");
            report.notChecked().forEach(c -> line("- " + c));
        }
        evidence();
    }

    private static String name(DependencyGraph graph, Hypothesis hypothesis) {
        return "**"
                + graph.id(hypothesis.entity())
                + "** ("
                + graph.label(hypothesis.entity())
                + ")";
    }

    private void fault() {
        List<Hypothesis> told = DiagnosisJson.told(finding);
        Hypothesis first = told.getFirst();
        List<Hypothesis> tied =
                told.stream()
                        .filter(h ->
                                h.entity() != first.entity()
                                        && h.tie() > 0
                                        && h.tie() == first.tie())
                        .toList();
        line("## Root cause: " + graph.id(first.entity()));
        line("");
        line(
                name(graph, first)
                        + " has been failing since "
                        + Say.time(first.since())
                        + ", confidence "
                        + Say.percent(first.confidence())
                        + report.cite(Topic.CAUSE)
                        + ".");
        if (!tied.isEmpty()) {
            line(
                    "The data cannot tell it from "
                            + Say.list(
                                    tied.stream().map(h -> graph.id(h.entity())).toList(),
                                    MAX_NAMES)
                            + ": their failures would look the same"
                            + report.cite(Topic.CAUSE)
                            + ".");
        }
        section("Why");
        why(first);
        alternatives(told.stream().skip(1).filter(h -> !tied.contains(h)).toList());
        blastRadius();
    }

    private void why(Hypothesis first) {
        if (!first.heard().isEmpty()) {
            line(
                    "- It explains "
                            + Say.count(first.heard().size(), "alarmed entity", "alarmed entities")
                            + " of "
                            + finding.storm().counted().size()
                            + (first.missing() > 0
                                    ? "; "
                                            + Say.count(
                                                    first.missing(),
                                                    "expected alarm",
                                                    "expected alarms")
                                            + " did not come"
                                    : "")
                            + report.cite(Topic.ALARMS, Topic.CAUSE)
                            + ".");
        }
        String cause = graph.id(first.entity());
        List<Deviation> own = finding.health().failing(cause);
        if (!own.isEmpty()) {
            line(
                    "- Its own metrics are off: "
                            + Say.list(own.stream().map(Say::deviation).toList(), 4)
                            + ", since "
                            + Say.time(own.getFirst().since())
                            + report.cite(Topic.METRICS)
                            + ".");
        }
        List<String> others =
                first.failing().stream()
                        .map(Deviation::entity)
                        .filter(e -> !e.equals(cause))
                        .distinct()
                        .toList();
        if (!others.isEmpty()) {
            line(
                    "- What depends on it is off too: "
                            + Say.list(others, MAX_NAMES)
                            + report.cite(Topic.METRICS)
                            + ".");
        }
        if (finding.method() == Finding.Method.METRICS) {
            line(
                    "- None of the things it needs is off, while what suffers needs it"
                            + report.cite(Topic.SURROUNDINGS, Topic.CAUSE)
                            + ".");
        }
        List<String> above =
                graph.needs(first.entity()).stream()
                        .map(n -> graph.id(n.needed()))
                        .distinct()
                        .toList();
        if (!above.isEmpty()) {
            line("- It hangs on " + Say.list(above, 6) + report.cite(Topic.SURROUNDINGS) + ".");
        }
        line("- " + agreement());
    }

    private String agreement() {
        return switch (finding.agreement()) {
            case AGREE ->
                    "Alarms and metrics point the same way"
                            + report.cite(Topic.ALARMS, Topic.METRICS)
                            + ".";
            case DISAGREE ->
                    "Alarms and metrics do not point the same way: "
                            + disagreement()
                            + report.cite(Topic.ALARMS, Topic.METRICS)
                            + ".";
            case ONE_ONLY ->
                    (finding.method() == Finding.Method.ALARMS
                                    ? "Only the alarms tell; metrics of the window show nothing of it"
                                    : "Only the metrics tell; no burst of alarms came with it")
                            + report.cite(Topic.ALARMS, Topic.METRICS)
                            + ".";
        };
    }

    private String disagreement() {
        String alarmed = Say.list(List.copyOf(finding.storm().counted().keySet()), 4);
        String metrics =
                Say.list(
                        finding.metrics().ranked().stream().map(l -> graph.id(l.entity())).toList(),
                        3);
        return "alarmed are "
                + (alarmed.isEmpty() ? "none" : alarmed)
                + ", off by their metrics "
                + (metrics.isEmpty() ? "none that would have to be" : metrics);
    }

    private void alternatives(List<Hypothesis> others) {
        if (others.isEmpty()) {
            return;
        }
        section(finding.verdict() == Verdict.FAULT ? "Less likely" : "Candidates");
        for (Hypothesis h : others) {
            line(
                    "- "
                            + graph.id(h.entity())
                            + " ("
                            + graph.label(h.entity())
                            + "), "
                            + Say.percent(h.confidence())
                            + ": explains "
                            + h.heard().size()
                            + " alarmed entities, "
                            + Math.max(0, h.missing())
                            + " expected alarms missing, "
                            + h.healthy()
                            + " entities that ought to be off are well"
                            + report.cite(Topic.CAUSE)
                            + ".");
        }
    }

    private void blastRadius() {
        section("Blast radius");
        if (impact.affected().isEmpty()) {
            line(
                    "Nothing else is affected as far as dependencies and metrics tell"
                            + report.cite(Topic.IMPACT)
                            + ".");
            return;
        }
        for (Effect effect : List.of(Effect.DOWN, Effect.DEGRADED, Effect.AT_RISK)) {
            List<String> names =
                    impact.affected().stream()
                            .filter(a -> a.offer() && a.effect() == effect)
                            .map(a -> graph.id(a.entity()))
                            .toList();
            if (!names.isEmpty()) {
                line(
                        "- "
                                + word(effect)
                                + ": "
                                + Say.list(names, MAX_ROWS)
                                + report.cite(Topic.IMPACT)
                                + ".");
            }
        }
        long others = impact.affected().stream().filter(a -> !a.offer()).count();
        if (others > 0) {
            line(
                    "- Between the cause and them: "
                            + Say.list(
                                    impact.affected().stream()
                                            .filter(a -> !a.offer())
                                            .map(a -> graph.id(a.entity()))
                                            .toList(),
                                    MAX_NAMES)
                            + report.cite(Topic.IMPACT)
                            + ".");
        }
        line(
                "- Services down or degraded: "
                        + impact.services()
                        + "; customers: "
                        + Say.amount(impact.customers())
                        + "; users: "
                        + Say.amount(impact.users())
                        + report.cite(Topic.IMPACT)
                        + ".");
        if (impact.penalties().isEmpty()) {
            line("- No SLA penalty is due" + report.cite(Topic.IMPACT) + ".");
        } else {
            line(
                    "- SLA penalties: "
                            + Say.number(impact.penaltyPerHour())
                            + " "
                            + impact.currency()
                            + " per hour ("
                            + Say.list(
                                    impact.penalties().stream()
                                            .map(p -> p.entity() + " " + Say.number(p.perHour()))
                                            .toList(),
                                    MAX_ROWS)
                            + ")"
                            + report.cite(Topic.IMPACT)
                            + ".");
        }
        backups();
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case DOWN -> "Down";
            case DEGRADED -> "Degraded";
            case AT_RISK -> "At risk";
        };
    }

    private void backups() {
        if (impact.backups().isEmpty()) {
            return;
        }
        section("Backups");
        for (Impact.Backup b : impact.backups()) {
            String ways =
                    b.entity()
                            + ": "
                            + String.join(", ", b.main())
                            + ", backup "
                            + String.join(", ", b.spare());
            line(
                    "- "
                            + ways
                            + (b.shared().isEmpty()
                                    ? "; no shared risk known"
                                    : "; **shared risk**: both need "
                                            + String.join(", ", b.shared()))
                            + report.cite(Topic.IMPACT)
                            + ".");
        }
    }

    private void noFault() {
        line("## No fault");
        line("");
        String about =
                finding.alert()
                        .subject()
                        .or(() -> finding.alert().entities().stream().findFirst())
                        .orElse("the environment");
        if (finding.method() == Finding.Method.ALARMS) {
            line(
                    "The alarms have no common cause: no single failure explains them better than noise does (log odds "
                            + Say.number(finding.odds())
                            + ")"
                            + report.cite(Topic.ALARMS, Topic.CAUSE)
                            + ".");
            line("");
            line(
                    "- "
                            + Say.count(finding.storm().counted().size(), "entity", "entities")
                            + " with open alarms of weight in the window, "
                            + finding.storm().cleared()
                            + " alarms cleared before the alert"
                            + report.cite(Topic.ALARMS)
                            + ".");
        } else {
            line(
                    "Nothing is wrong with "
                            + about
                            + " beyond its usual range, and nothing it needs is off enough to be felt there"
                            + report.cite(Topic.METRICS, Topic.CAUSE)
                            + ".");
            line("");
            finding.metrics()
                    .own()
                    .ifPresent(d ->
                            line(
                                    "- "
                                            + d.entity()
                                            + ": "
                                            + Say.deviation(d)
                                            + report.cite(Topic.METRICS)
                                            + "."));
            if (!finding.metrics().ranked().isEmpty()) {
                line(
                        "- Off, but not felt: "
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
        line(
                "- Metrics of "
                        + Say.count(finding.health().byEntity().size(), "entity", "entities")
                        + " were compared with their past; off: "
                        + Say.list(offs(), 6)
                        + report.cite(Topic.METRICS)
                        + ".");
    }

    private List<String> offs() {
        List<String> off =
                finding.health().byEntity().keySet().stream()
                        .filter(finding.health()::fails)
                        .toList();
        return off.isEmpty() ? List.of("none") : off;
    }

    private void inconclusive() {
        line("## Inconclusive");
        line("");
        List<Hypothesis> told = DiagnosisJson.told(finding);
        if (told.isEmpty()) {
            line(
                    "The data cannot tell whether something is wrong: there are no alarms and no metrics of the window about what the alert names"
                            + report.cite(Topic.ALARMS, Topic.METRICS)
                            + ".");
            return;
        }
        line(
                "The data cannot tell a fault from noise (log odds "
                        + Say.number(finding.odds())
                        + "). If there is one, it is most probably one of these"
                        + report.cite(Topic.CAUSE)
                        + ".");
        alternatives(told);
        blastRadius();
    }

    private void actions() {
        if (report.steps().isEmpty() && report.dispatch().isEmpty()) {
            return;
        }
        section("What to do");
        report.dispatch().ifPresent(this::dispatch);
        int number = 1;
        for (Step step : report.steps()) {
            line(
                    number++
                            + ". "
                            + step.text()
                            + (step.needsApproval() ? " *(needs approval)*" : "")
                            + (step.runbook().isEmpty() ? "" : " (" + step.runbook() + ")")
                            + report.cite(Topic.RUNBOOKS));
        }
    }

    private void dispatch(Dispatch d) {
        line(
                "Dispatched on paper: "
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

    private void precedents() {
        if (report.precedents().isEmpty()) {
            return;
        }
        section("Precedents");
        for (Match match : report.precedents()) {
            line(
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

    private void evidence() {
        section("Evidence");
        report.evidence().forEach(e -> line("- " + e.id() + " " + e.agent() + ": " + e.finding()));
    }
}
