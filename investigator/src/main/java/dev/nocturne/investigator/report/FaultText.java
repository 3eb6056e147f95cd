package dev.nocturne.investigator.report;

import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;

/** What failed, why it is believed to be the cause, and what else could be. */
final class FaultText {
    private static final int MAX_NAMES = 12;
    private static final int MAX_SUPPORTERS = 20_000;

    /** Affected things in the first sentence; the section on the blast radius has all. */
    private static final int MAX_AFFECTED = 3;

    private final Case report;
    private final Page page;
    private final Finding finding;
    private final Impact impact;
    private final DependencyGraph graph;
    private final Names names;
    private final List<Hypothesis> listed;

    FaultText(Case report, Page page) {
        this.report = report;
        this.page = page;
        this.finding = report.analysis().finding();
        this.impact = report.analysis().impact();
        this.graph = finding.graph();
        this.names = new Names(graph);
        this.listed = DiagnosisJson.listed(finding);
    }

    private List<Hypothesis> faults() {
        return finding.verdict() == Verdict.FAULT
                ? listed.stream().limit(finding.faults()).toList()
                : List.of();
    }

    /** Other candidates that the data fit as well as the first. */
    private List<Hypothesis> tied() {
        if (finding.verdict() != Verdict.FAULT) {
            return List.of();
        }
        Hypothesis first = listed.getFirst();
        return listed.stream()
                .filter(h -> h.entity() != first.entity() && h.tie() > 0 && h.tie() == first.tie())
                .toList();
    }

    /** What failed, since when, how sure that is, and who is affected. */
    void writeHeadline() {
        List<Hypothesis> faults = faults();
        page.line(
                faults.size() == 1
                        ? "## Root cause: " + names.of(faults.getFirst().entity())
                        : "## Root causes: "
                                + String.join(
                                        " and ",
                                        faults.stream().map(h -> names.of(h.entity())).toList()));
        page.line("");
        if (faults.size() > 1) {
            page.line(
                    Say.count(faults.size(), "fault", "faults")
                            + " that do not depend on each other:");
            page.line("");
        }
        faults.forEach(h -> page.line((faults.size() > 1 ? "- " : "") + summary(h)));
        List<Hypothesis> tied = tied();
        if (!tied.isEmpty()) {
            page.line(
                    "The data fit equally well with a failure of "
                            + Say.list(
                                    tied.stream().map(h -> names.of(h.entity())).toList(),
                                    MAX_NAMES)
                            + ": it would cause the same alarms and metrics"
                            + report.cite(Topic.CAUSE)
                            + ".");
        }
        if (faults.size() > 1) {
            page.line("");
        }
        page.line(affected());
    }

    private String summary(Hypothesis fault) {
        return "**"
                + graph.id(fault.entity())
                + "** ("
                + graph.label(fault.entity())
                + (isOnlyInferred(fault)
                        ? ") shows no symptom itself, but explains trouble that began at "
                        : ") has been failing since ")
                + Say.dateTime(fault.since())
                + report.cite(Topic.CAUSE)
                + ". Confidence: "
                + Say.certainty(fault.confidence())
                + ".";
    }

    /** Whether only others show what the cause does to them: it was changed, or they name it. */
    private boolean isOnlyInferred(Hypothesis fault) {
        return finding.method() == Finding.Method.SYMPTOMS
                && finding.symptoms().of(graph.id(fault.entity())).isEmpty();
    }

    /** Who is affected, in one sentence: the services by name, else how many entities. */
    private String affected() {
        List<String> hit =
                impact.affected().stream()
                        .filter(a -> a.offer() && a.effect() != Effect.AT_RISK)
                        .map(a -> names.of(a.entity()))
                        .toList();
        if (hit.isEmpty()) {
            List<String> others =
                    impact.affected().stream().map(a -> names.of(a.entity())).toList();
            return others.isEmpty()
                    ? "Nothing else is known to be affected" + report.cite(Topic.IMPACT) + "."
                    : "Affected or at risk: "
                            + Say.list(others, MAX_AFFECTED)
                            + report.cite(Topic.IMPACT)
                            + ".";
        }
        return "Down or degraded: " + Say.list(hit, MAX_AFFECTED) + report.cite(Topic.IMPACT) + ".";
    }

    void writeReasons() {
        page.section("Why");
        faults().forEach(this::why);
    }

    /** Other possible causes, each with what speaks for and against it. */
    void writeAlternatives() {
        List<Hypothesis> tied = tied();
        alternatives(listed.stream().skip(faults().size()).filter(h -> !tied.contains(h)).toList());
    }

    private void why(Hypothesis first) {
        if (finding.method() == Finding.Method.SYMPTOMS) {
            new SymptomText(report).why(first).forEach(page::line);
            return;
        }
        if (!first.heard().isEmpty()) {
            page.line(
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
                            + elsewhere(first, "; ")
                            + report.cite(Topic.ALARMS, Topic.CAUSE)
                            + ".");
        }
        String cause = graph.id(first.entity());
        List<Deviation> own = finding.health().failing(cause);
        if (!own.isEmpty()) {
            page.line(
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
            page.line(
                    "- Metrics of entities that depend on it are abnormal too: "
                            + Say.list(others, MAX_NAMES)
                            + report.cite(Topic.METRICS)
                            + ".");
        }
        if (finding.method() == Finding.Method.METRICS) {
            page.line("- " + upstream(first) + report.cite(Topic.SURROUNDINGS, Topic.CAUSE) + ".");
        }
        List<String> above =
                graph.needs(first.entity()).stream()
                        .map(n -> graph.id(n.needed()))
                        .distinct()
                        .toList();
        if (!above.isEmpty()) {
            page.line(
                    "- It depends on "
                            + Say.list(names.of(above), 6)
                            + report.cite(Topic.SURROUNDINGS)
                            + ".");
        }
        page.line("- " + agreement());
    }

    /** What the things that it depends on show. */
    private String upstream(Hypothesis cause) {
        List<String> abnormal =
                graph.supportersOf(List.of(cause.entity()), MAX_SUPPORTERS).stream()
                        .filter(n -> n != cause.entity())
                        .map(graph::id)
                        .filter(id ->
                                finding.isAbnormal(id) || finding.storm().counted().containsKey(id))
                        .toList();
        if (!abnormal.isEmpty()) {
            return "Of what it depends on, "
                    + Say.list(names.of(abnormal), MAX_NAMES)
                    + (abnormal.size() == 1 ? " is" : " are")
                    + " abnormal too, but not in a way that explains it";
        }
        boolean all =
                impact.affected().stream()
                        .allMatch(a -> cause.reach().touched().containsKey(a.entity()));
        return "Nothing that it depends on is abnormal"
                + (all && !impact.affected().isEmpty()
                        ? ", and what is affected depends on it"
                        : "");
    }

    private String elsewhere(Hypothesis candidate, String before) {
        int others = finding.elsewhere(candidate);
        return others == 0
                ? ""
                : before
                        + Say.count(others, "other that depends", "others that depend")
                        + " on it raised alarms at another time";
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
                                    ? onlyAlarms()
                                    : "Only metrics show the fault; no burst of alarms came with it")
                            + report.cite(Topic.ALARMS, Topic.METRICS)
                            + ".";
        };
    }

    /** What the metrics of the cause, and of what depends on it, show beside the alarms. */
    private String onlyAlarms() {
        Reach reach = finding.hypotheses().getFirst().reach();
        List<String> covered =
                finding.health().byEntity().keySet().stream()
                        .filter(id ->
                                graph.number(id).stream().anyMatch(reach.touched()::containsKey))
                        .toList();
        if (covered.isEmpty()) {
            return "Only alarms show the fault; there are no metrics of what it reaches";
        }
        List<String> abnormal = covered.stream().filter(finding.health()::fails).toList();
        return abnormal.isEmpty()
                ? "Only alarms show the fault; the metrics of the time do not"
                : "Alarms show the fault; of the metrics only some are abnormal, those of "
                        + Say.list(abnormal, MAX_NAMES);
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
        page.section(finding.verdict() == Verdict.FAULT ? "What else it could be" : "Candidates");
        for (Hypothesis h : others) {
            if (finding.method() == Finding.Method.SYMPTOMS) {
                page.line(new SymptomText(report).alternative(h, names.of(h.entity())));
                continue;
            }
            page.line(
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
    private String reasons(Hypothesis candidate) {
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
        if (explained > 0 && finding.elsewhere(candidate) > 0) {
            reasons.add(elsewhere(candidate, ""));
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
}
