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
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The report for people, in Markdown. Every claim has the ids of its evidence behind it. */
public final class AnswerText {
    private static final int MAX_NAMES = 12;
    private static final int MAX_ROWS = 30;

    private final Case report;
    private final Finding finding;
    private final Impact impact;
    private final DependencyGraph graph;
    private final Names names;
    private final StringBuilder text = new StringBuilder();

    private AnswerText(Case report) {
        this.report = report;
        this.finding = report.analysis().finding();
        this.impact = report.analysis().impact();
        this.graph = finding.graph();
        this.names = new Names(graph);
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
            section("Where the alert and the data disagree");
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

    private void fault() {
        List<Hypothesis> listed = DiagnosisJson.listed(finding);
        Hypothesis first = listed.getFirst();
        List<Hypothesis> tied =
                listed.stream()
                        .filter(h ->
                                h.entity() != first.entity()
                                        && h.tie() > 0
                                        && h.tie() == first.tie())
                        .toList();
        line("## Root cause: " + names.of(first.entity()));
        line("");
        line(summary(first));
        if (!tied.isEmpty()) {
            line(
                    "The data fit equally well with a failure of "
                            + Say.list(
                                    tied.stream().map(h -> names.of(h.entity())).toList(),
                                    MAX_NAMES)
                            + ": it would cause the same alarms and metrics"
                            + report.cite(Topic.CAUSE)
                            + ".");
        }
        section("Why");
        why(first);
        alternatives(listed.stream().skip(1).filter(h -> !tied.contains(h)).toList());
        blastRadius();
    }

    /** What failed, since when and with what effect, in the words of an engineer on call. */
    private String summary(Hypothesis first) {
        String effect = "";
        if (impact.services() > 0) {
            effect =
                    " and affects "
                            + Say.count(impact.services(), "service", "services")
                            + report.cite(Topic.IMPACT);
        }
        return "**"
                + graph.id(first.entity())
                + "** ("
                + graph.label(first.entity())
                + ") has been failing since "
                + Say.dateTime(first.since())
                + report.cite(Topic.CAUSE)
                + effect
                + ". Confidence: "
                + Say.percent(first.confidence())
                + ".";
    }

    private void why(Hypothesis first) {
        if (!first.heard().isEmpty()) {
            line(
                    "- "
                            + explained(first.heard().size(), finding.storm().counted().size())
                            + (first.missing() > 0
                                    ? "; "
                                            + Say.count(
                                                    first.missing(),
                                                    "expected alarm is",
                                                    "expected alarms are")
                                            + " missing"
                                    : "")
                            + report.cite(Topic.ALARMS, Topic.CAUSE)
                            + ".");
        }
        String cause = graph.id(first.entity());
        List<Deviation> own = finding.health().failing(cause);
        if (!own.isEmpty()) {
            line(
                    "- Its own metrics are abnormal since "
                            + time(own.getFirst().since())
                            + ": "
                            + Say.list(own.stream().map(Say::deviation).toList(), 4)
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
                    "- Metrics of entities that depend on it are abnormal too: "
                            + Say.list(others, MAX_NAMES)
                            + report.cite(Topic.METRICS)
                            + ".");
        }
        if (finding.method() == Finding.Method.METRICS) {
            line(
                    "- Nothing that it depends on is abnormal, and what is affected depends on it"
                            + report.cite(Topic.SURROUNDINGS, Topic.CAUSE)
                            + ".");
        }
        List<String> above =
                graph.needs(first.entity()).stream()
                        .map(n -> graph.id(n.needed()))
                        .distinct()
                        .toList();
        if (!above.isEmpty()) {
            line(
                    "- It depends on "
                            + Say.list(names.of(above), 6)
                            + report.cite(Topic.SURROUNDINGS)
                            + ".");
        }
        line("- " + agreement());
    }

    private static String explained(int explained, int alarmed) {
        if (explained >= alarmed) {
            return alarmed == 1
                    ? "Its failure explains the one alarmed entity"
                    : "Its failure explains all " + Say.amount(alarmed) + " alarmed entities";
        }
        return "Its failure explains "
                + Say.amount(explained)
                + " of "
                + Say.count(alarmed, "alarmed entity", "alarmed entities");
    }

    private String time(long millis) {
        return Say.time(millis, finding.alert().raised());
    }

    private String agreement() {
        return switch (finding.agreement()) {
            case AGREE ->
                    "Alarms and metrics point to the same cause"
                            + report.cite(Topic.ALARMS, Topic.METRICS)
                            + ".";
            case DISAGREE ->
                    "Alarms and metrics point to different causes: "
                            + disagreement()
                            + report.cite(Topic.ALARMS, Topic.METRICS)
                            + ".";
            case ONE_ONLY ->
                    (finding.method() == Finding.Method.ALARMS
                                    ? "Only alarms show the fault; the metrics of the time do not"
                                    : "Only metrics show the fault; no burst of alarms came with it")
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
        return (alarmed.isEmpty() ? "nothing is alarmed" : "there are alarms on " + alarmed)
                + ", while "
                + (metrics.isEmpty()
                        ? "the metrics that this cause should change are normal"
                        : "the metrics point to " + metrics);
    }

    private void alternatives(List<Hypothesis> others) {
        if (others.isEmpty()) {
            return;
        }
        section(finding.verdict() == Verdict.FAULT ? "Less likely" : "Candidates");
        for (Hypothesis h : others) {
            line(
                    "- "
                            + names.of(h.entity())
                            + ", "
                            + graph.label(h.entity())
                            + ", "
                            + Say.percent(h.confidence())
                            + reasons(h)
                            + report.cite(Topic.CAUSE)
                            + ".");
        }
    }

    /** What speaks for and against a candidate; empty when nothing was counted. */
    private static String reasons(Hypothesis candidate) {
        List<String> reasons = new ArrayList<>();
        int explained = candidate.heard().size();
        int missing = Math.max(0, candidate.missing());
        if (explained > 0) {
            reasons.add("explains " + Say.count(explained, "alarmed entity", "alarmed entities"));
        }
        if (missing > 0) {
            reasons.add(
                    Say.count(missing, "expected alarm is", "expected alarms are") + " missing");
        }
        if (candidate.healthy() > 0) {
            reasons.add(
                    Say.count(
                            candidate.healthy(),
                            "entity that should be abnormal is normal",
                            "entities that should be abnormal are normal"));
        }
        if (reasons.isEmpty()) {
            candidate.failing().stream()
                    .limit(1)
                    .forEach(d -> reasons.add(d.entity() + " " + Say.deviation(d)));
        }
        return reasons.isEmpty() ? "" : ": " + String.join("; ", reasons);
    }

    private void blastRadius() {
        section("Blast radius");
        if (impact.affected().isEmpty()) {
            line(
                    "No other affected entity was found in the dependencies and metrics"
                            + report.cite(Topic.IMPACT)
                            + ".");
            return;
        }
        for (Effect effect : List.of(Effect.DOWN, Effect.DEGRADED, Effect.AT_RISK)) {
            List<String> offers = affected(a -> a.offer() && a.effect() == effect);
            if (!offers.isEmpty()) {
                line(
                        "- "
                                + word(effect)
                                + ": "
                                + Say.list(offers, MAX_ROWS)
                                + report.cite(Topic.IMPACT)
                                + ".");
            }
        }
        List<String> others = affected(a -> !a.offer());
        if (!others.isEmpty()) {
            line(
                    "- Other affected entities: "
                            + Say.list(others, MAX_NAMES)
                            + report.cite(Topic.IMPACT)
                            + ".");
        }
        line(
                "- In all: "
                        + Say.count(impact.services(), "service", "services")
                        + " down or degraded, "
                        + Say.count(impact.affected().size(), "entity", "entities")
                        + " affected or at risk"
                        + headcount()
                        + report.cite(Topic.IMPACT)
                        + ".");

        if (impact.penalties().isEmpty()) {
            line(
                    (impact.agreements()
                                    ? "- No SLA penalty applies"
                                    : "- The data hold no service level agreements")
                            + report.cite(Topic.IMPACT)
                            + ".");
        } else {
            line(
                    "- SLA penalties: "
                            + Say.number(impact.penaltyPerHour())
                            + " "
                            + impact.currency()
                            + " per hour ("
                            + Say.list(
                                    impact.penalties().stream()
                                            .map(p ->
                                                    names.of(p.entity())
                                                            + " "
                                                            + Say.number(p.perHour()))
                                            .toList(),
                                    MAX_ROWS)
                            + ")"
                            + report.cite(Topic.IMPACT)
                            + ".");
        }
        backups();
    }

    private List<String> affected(Predicate<Impact.Affected> which) {
        return impact.affected().stream().filter(which).map(a -> names.of(a.entity())).toList();
    }

    /** Customers and users, where the data count them. */
    private String headcount() {
        StringBuilder said = new StringBuilder();
        impact.customers().ifPresent(n -> said.append("; customers: ").append(Say.amount(n)));
        impact.users().ifPresent(n -> said.append("; users: ").append(Say.amount(n)));
        return said.toString();
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
                    names.of(b.entity())
                            + ": "
                            + String.join(", ", b.main())
                            + ", backup "
                            + String.join(", ", b.spare());
            line(
                    "- "
                            + ways
                            + (b.shared().isEmpty()
                                    ? "; no shared risk known"
                                    : "; **shared risk**: both depend on "
                                            + String.join(", ", names.of(b.shared())))
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
                    "The alarms have no common cause: no single failure explains them better than chance does (log odds "
                            + Say.number(finding.odds())
                            + ")"
                            + report.cite(Topic.ALARMS, Topic.CAUSE)
                            + ".");
            line("");
            line(
                    "- "
                            + Say.count(
                                    finding.storm().counted().size(), "entity has", "entities have")
                            + " open alarms; "
                            + Say.count(finding.storm().cleared(), "alarm was", "alarms were")
                            + " cleared before the alert"
                            + report.cite(Topic.ALARMS)
                            + ".");
        } else {
            line(
                    "The metrics of "
                            + about
                            + " are within their usual range, and nothing that it depends on is abnormal enough to affect it"
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
        line(
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

    private void inconclusive() {
        line("## Inconclusive");
        line("");
        List<Hypothesis> listed = DiagnosisJson.listed(finding);
        if (listed.isEmpty()) {
            line(
                    "The data do not show whether something is wrong: for the time of the alert there are no alarms and no metrics of what it names"
                            + report.cite(Topic.ALARMS, Topic.METRICS)
                            + ".");
            return;
        }
        line(
                "What was seen may be a fault or chance (log odds "
                        + Say.number(finding.odds())
                        + "). If there is a fault, its cause is most probably one of these"
                        + report.cite(Topic.CAUSE)
                        + ".");
        alternatives(listed);
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
