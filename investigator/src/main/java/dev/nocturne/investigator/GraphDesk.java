package dev.nocturne.investigator;

import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.Visualization;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.cause.CauseFinder;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Storm;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.report.Views;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The calls of the graph specialist, which follow the dependencies. */
final class GraphDesk {
    private static final int MAX_SHOWN = 60;
    private static final int MAX_WALK = 2_000;

    private GraphDesk() {}

    /** What the alarmed entities, or the one the alert is about, need. */
    static Visualization surroundings(DependencyGraph graph, List<Integer> starts) {
        List<Integer> shown =
                graph.supportersOf(starts, MAX_WALK).stream().limit(MAX_SHOWN).toList();
        return Views.needs(
                graph,
                shown,
                "direct and indirect dependencies of "
                        + Say.list(starts.stream().map(graph::id).toList(), 6));
    }

    static String saidOfSurroundings(DependencyGraph graph, List<Integer> starts) {
        int others = graph.supportersOf(starts, MAX_WALK).size() - starts.size();
        return Say.count(starts.size(), "entity is", "entities are")
                + " alarmed or named in the alert."
                + (others == 0
                        ? ""
                        : (starts.size() == 1 ? " It depends on " : " They depend on ")
                                + Say.count(others, "other", "others")
                                + ", any of which may be the cause.");
    }

    /** What is alarmed or named. */
    static List<Integer> starts(DependencyGraph graph, Alert alert, Storm storm) {
        Set<String> ids = new LinkedHashSet<>();
        if (CauseFinder.isStorm(alert, storm)) {
            ids.addAll(storm.counted().keySet());
        }
        alert.subject().ifPresent(ids::add);
        if (ids.isEmpty()) {
            ids.addAll(alert.entities());
        }
        List<Integer> starts = new ArrayList<>();
        ids.forEach(id -> graph.number(id).ifPresent(starts::add));
        return starts;
    }

    /** The candidates side by side. */
    static ToolResult causes(Finding finding) {
        String query =
                finding.method() == Finding.Method.ALARMS
                        ? "which single failure explains the alarms and metrics best"
                        : "which abnormal entity depends on no other abnormal entity";
        List<SubStep> steps = new ArrayList<>();
        for (Hypothesis h : finding.hypotheses().stream().limit(5).toList()) {
            steps.add(
                    new SubStep(
                            steps.size(),
                            "expected effects of a failure of " + finding.graph().id(h.entity()),
                            expectedAndSeen(h),
                            Specialists.GRAPH));
        }
        return new ToolResult(
                saidOfCauses(finding), List.of(Views.hypotheses(finding, query)), steps);
    }

    private static String expectedAndSeen(Hypothesis h) {
        int seen = h.heard().size();
        int abnormal = h.failing().size();
        return Say.count(h.reach().touched().size(), "entity", "entities")
                + "; "
                + Say.amount(seen)
                + " of "
                + Say.count(seen + Math.max(0, h.missing()), "expected alarm", "expected alarms")
                + " seen; metrics abnormal on "
                + Say.amount(abnormal)
                + " of "
                + Say.count(abnormal + h.healthy(), "entity", "entities");
    }

    static String saidOfCauses(Finding finding) {
        if (finding.hypotheses().isEmpty()) {
            return "No entity is a possible cause.";
        }
        Hypothesis first = finding.hypotheses().getFirst();
        String id = finding.graph().id(first.entity());
        if (finding.verdict() != Verdict.FAULT) {
            return finding.method() == Finding.Method.ALARMS
                    ? "The best candidate, " + id + ", explains no more than chance would."
                    : "What is known of " + id + ", the best candidate, does not show a fault.";
        }
        return id
                + " is the best explanation (confidence "
                + Say.percent(first.confidence())
                + ")"
                + (finding.hypotheses().size() > 1
                        ? "; next is "
                                + finding.graph().id(finding.hypotheses().get(1).entity())
                                + " ("
                                + Say.percent(finding.hypotheses().get(1).confidence())
                                + ")."
                        : "; no other candidate fits.");
    }

    /** Who suffers. */
    static ToolResult impact(Finding finding, Impact impact) {
        DependencyGraph graph = finding.graph();
        Hypothesis first = finding.hypotheses().getFirst();
        String query =
                "what depends on "
                        + graph.id(first.entity())
                        + ", with backup paths, SLAs and customers";
        List<SubStep> steps = new ArrayList<>();
        steps.add(
                new SubStep(
                        0,
                        "everything that depends on " + graph.id(first.entity()),
                        Say.count(first.reach().touched().size() - 1, "entity", "entities"),
                        Specialists.GRAPH));
        steps.add(
                new SubStep(
                        1, "backup paths of what is affected", backups(impact), Specialists.GRAPH));
        steps.add(
                new SubStep(
                        2,
                        "SLAs breached",
                        Say.amount(impact.penalties().size()),
                        Specialists.GRAPH));
        return new ToolResult(
                saidOfImpact(impact),
                List.of(
                        Views.reach(graph, first.reach(), query),
                        Views.affected(graph, impact, query)),
                steps);
    }

    private static String backups(Impact impact) {
        if (impact.backups().isEmpty()) {
            return "nothing that is affected has a backup path";
        }
        return impact.backups().stream().filter(b -> !b.shared().isEmpty()).count()
                + " of "
                + impact.backups().size()
                + " share a point of failure with the main path";
    }

    static String saidOfImpact(Impact impact) {
        StringBuilder said = new StringBuilder();
        said.append(Say.count(impact.services(), "service", "services"))
                .append(" down or degraded");
        impact.customers().ifPresent(n -> said.append("; customers: ").append(Say.amount(n)));
        impact.users().ifPresent(n -> said.append("; users: ").append(Say.amount(n)));
        if (impact.agreements()) {
            said.append("; SLA penalties per hour: ")
                    .append(
                            impact.penalties().isEmpty()
                                    ? "none"
                                    : Say.number(impact.penaltyPerHour())
                                            + " "
                                            + impact.currency());
        }
        return said.append("; ")
                .append(Say.count(impact.affected().size(), "entity", "entities"))
                .append(" affected or at risk in all.")
                .toString();
    }
}
