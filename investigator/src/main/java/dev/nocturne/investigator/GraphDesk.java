package dev.nocturne.investigator;

import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.report.Say;
import dev.nocturne.investigator.report.Views;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the graph specialist does: walks the dependencies. */
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
                "what "
                        + Say.list(starts.stream().map(graph::id).toList(), 6)
                        + " need, however far";
        String said = saidOfSurroundings(finding);
        List<SubStep> steps = new ArrayList<>();
        steps.add(
                new SubStep(
                        0,
                        "entities named or alarmed",
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
        return Say.count(starts.size(), "entity is", "entities are")
                + " named or alarmed; "
                + (supporters.size() - starts.size())
                + " others are needed by them and may be the cause.";
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
                        ? "which single failure explains alarms and metrics best"
                        : "which of the entities that are off needs no other that is off";
        List<SubStep> steps = new ArrayList<>();
        for (Hypothesis h : finding.hypotheses().stream().limit(5).toList()) {
            steps.add(
                    new SubStep(
                            steps.size(),
                            "expected effects of a failure of " + finding.graph().id(h.entity()),
                            h.reach().touched().size()
                                    + " entities; "
                                    + h.heard().size()
                                    + " alarms heard, "
                                    + Math.max(0, h.missing())
                                    + " missing; "
                                    + h.failing().size()
                                    + " metrics failing, "
                                    + h.healthy()
                                    + " well",
                            Specialists.GRAPH));
        }
        return new ToolResult(
                saidOfCauses(finding), List.of(Views.hypotheses(finding, query)), steps);
    }

    static String saidOfCauses(Finding finding) {
        if (finding.hypotheses().isEmpty()) {
            return "No entity qualifies as a cause.";
        }
        Hypothesis first = finding.hypotheses().getFirst();
        String id = finding.graph().id(first.entity());
        if (finding.verdict() != Verdict.FAULT) {
            return "The best candidate, " + id + ", explains too little to be more than chance.";
        }
        return id
                + " explains most (confidence "
                + Say.percent(first.confidence())
                + ")"
                + (finding.hypotheses().size() > 1
                        ? ", next "
                                + finding.graph().id(finding.hypotheses().get(1).entity())
                                + " ("
                                + Say.percent(finding.hypotheses().get(1).confidence())
                                + ")."
                        : "; nothing else comes into question.");
    }

    /** Who suffers. */
    static ToolResult impact(Finding finding, Impact impact) {
        DependencyGraph graph = finding.graph();
        Hypothesis first = finding.hypotheses().getFirst();
        String query =
                "what depends on "
                        + graph.id(first.entity())
                        + ", with spare ways, agreements and customers";
        List<SubStep> steps = new ArrayList<>();
        steps.add(
                new SubStep(
                        0,
                        "all that needs " + graph.id(first.entity()),
                        Say.count(first.reach().touched().size() - 1, "entity", "entities"),
                        Specialists.GRAPH));
        steps.add(
                new SubStep(
                        1,
                        "spare ways of what is affected",
                        impact.backups().stream().filter(b -> !b.shared().isEmpty()).count()
                                + " of "
                                + impact.backups().size()
                                + " share a risk",
                        Specialists.GRAPH));
        steps.add(
                new SubStep(
                        2,
                        "agreements that are breached",
                        Say.count(impact.penalties().size(), "agreement", "agreements"),
                        Specialists.GRAPH));
        return new ToolResult(
                saidOfImpact(impact),
                List.of(
                        Views.reach(graph, first.reach(), query),
                        Views.affected(graph, impact, query)),
                steps);
    }

    static String saidOfImpact(Impact impact) {
        return Say.count(impact.services(), "service", "services")
                + " down or degraded, "
                + Say.amount(impact.customers())
                + " customers, "
                + Say.amount(impact.users())
                + " users, penalties per hour: "
                + (impact.penalties().isEmpty()
                        ? "none"
                        : Say.number(impact.penaltyPerHour()) + " " + impact.currency())
                + "; "
                + impact.affected().size()
                + " entities affected or at risk in all.";
    }
}
