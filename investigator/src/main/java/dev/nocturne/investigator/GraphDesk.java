package dev.nocturne.investigator;

import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
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
    static ToolResult surroundings(Finding finding) {
        DependencyGraph graph = finding.graph();
        List<Integer> starts = starts(finding);
        Set<Integer> supporters = graph.supportersOf(starts, MAX_WALK);
        List<Integer> shown = new ArrayList<>();
        finding.hypotheses().stream().limit(3).map(Hypothesis::entity).forEach(shown::add);
        supporters.stream().filter(s -> !shown.contains(s)).limit(MAX_SHOWN).forEach(shown::add);
        String query =
                "direct and indirect dependencies of "
                        + Say.list(starts.stream().map(graph::id).toList(), 6);
        String said = saidOfSurroundings(finding);
        List<SubStep> steps = new ArrayList<>();
        steps.add(
                new SubStep(
                        0,
                        "entities that are alarmed or named in the alert",
                        Say.count(starts.size(), "entity", "entities"),
                        Specialists.GRAPH));
        steps.add(
                new SubStep(
                        1,
                        query,
                        Say.count(supporters.size(), "entity", "entities"),
                        Specialists.GRAPH));
        return new ToolResult(said, List.of(Views.needs(graph, shown, query)), steps);
    }

    static String saidOfSurroundings(Finding finding) {
        List<Integer> starts = starts(finding);
        Set<Integer> supporters = finding.graph().supportersOf(starts, MAX_WALK);
        int others = supporters.size() - starts.size();
        return Say.count(starts.size(), "entity is", "entities are")
                + " alarmed or named in the alert."
                + (others == 0
                        ? ""
                        : (starts.size() == 1 ? " It depends on " : " They depend on ")
                                + Say.count(others, "other", "others")
                                + ", any of which may be the cause.");
    }

    private static List<Integer> starts(Finding finding) {
        Set<String> ids = new LinkedHashSet<>();
        if (finding.method() == Finding.Method.ALARMS) {
            ids.addAll(finding.storm().counted().keySet());
        }
        finding.alert().subject().ifPresent(ids::add);
        if (ids.isEmpty()) {
            ids.addAll(finding.alert().entities());
        }
        List<Integer> starts = new ArrayList<>();
        ids.forEach(id -> finding.graph().number(id).ifPresent(starts::add));
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
            return "The best candidate, " + id + ", explains no more than chance would.";
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
