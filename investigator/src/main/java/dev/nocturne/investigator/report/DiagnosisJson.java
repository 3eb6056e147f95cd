package dev.nocturne.investigator.report;

import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code diagnosis} event: the report for machines, in the shape PROTOCOL.md gives. */
public final class DiagnosisJson {
    /** Alternatives are listed while they are at least this probable. */
    private static final double WORTH_LISTING = 1e-3;

    private static final int MAX_CAUSES = 5;
    private static final int MIN_CAUSES = 3;
    private static final int MAX_EDGES = 80;

    /**
     * Affected entities in the event, which has to stay small; {@code impact.entities} counts all.
     */
    private static final int MAX_AFFECTED = 150;

    private final Case report;
    private final Finding finding;
    private final DependencyGraph graph;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private DiagnosisJson(Case report) {
        this.report = report;
        this.finding = report.analysis().finding();
        this.graph = finding.graph();
    }

    public static ObjectNode of(Case report) {
        return new DiagnosisJson(report).write();
    }

    /** The hypotheses worth listing: those that tie with the first, and probable others. */
    public static List<Hypothesis> listed(Finding finding) {
        if (finding.verdict() == Verdict.NO_FAULT || finding.hypotheses().isEmpty()) {
            return List.of();
        }
        Hypothesis first = finding.hypotheses().getFirst();
        return finding.hypotheses().stream()
                .filter(h ->
                        h.entity() == first.entity()
                                || (h.tie() > 0 && h.tie() == first.tie())
                                || h.confidence() >= WORTH_LISTING)
                .limit(first.confidence() > 0.5 ? MIN_CAUSES : MAX_CAUSES)
                .toList();
    }

    private ObjectNode write() {
        json.put("verdict", finding.verdict().word());
        causes();
        propagation();
        affected();
        impact();
        actions();
        documents(json.putArray("precedents"), report.precedents());
        documents(json.putArray("runbooks"), report.runbooks());
        evidence();
        report.contradictions().forEach(json.putArray("contradictions")::add);
        report.notChecked().forEach(json.putArray("not_checked")::add);
        json.put(
                "agreement",
                switch (finding.agreement()) {
                    case AGREE -> "agree";
                    case DISAGREE -> "disagree";
                    case ONE_ONLY -> "one_only";
                });
        if (!Double.isNaN(finding.odds()) && !Double.isInfinite(finding.odds())) {
            json.put("odds", Math.round(finding.odds() * 100) / 100.0);
        }
        json.put("time", Say.iso(finding.alert().raised()));
        return json;
    }

    private static void ids(ObjectNode node, List<String> ids) {
        ids.forEach(node.putArray("evidence")::add);
    }

    private void causes() {
        ArrayNode causes = json.putArray("root_causes");
        for (Hypothesis h : listed(finding)) {
            ObjectNode cause = causes.addObject();
            cause.put("entity", graph.id(h.entity()));
            cause.put("label", graph.label(h.entity()));
            name(cause, h.entity());
            cause.put(
                    "kind",
                    h.entity() == finding.hypotheses().getFirst().entity()
                            ? "root_cause"
                            : h.tie() > 0 && h.tie() == finding.hypotheses().getFirst().tie()
                                    ? "tied"
                                    : "alternative");
            cause.put("score", Math.round(h.score() * 100) / 100.0);
            cause.put("confidence", Math.round(h.confidence() * 1000) / 1000.0);
            cause.put("since", Say.iso(h.since()));
            if (h.tie() > 0) {
                cause.put("tie", h.tie());
            }
            ids(
                    cause,
                    report.ids(
                            Topic.CAUSE,
                            h.heard().isEmpty() ? Topic.CAUSE : Topic.ALARMS,
                            h.failing().isEmpty() ? Topic.CAUSE : Topic.METRICS));
        }
    }

    /** The tree by which the failure reached what is affected. */
    private void propagation() {
        ArrayNode edges = json.putArray("propagation");
        Impact impact = report.analysis().impact();
        if (impact.affected().isEmpty()) {
            return;
        }
        Reach reach = finding.hypotheses().getFirst().reach();
        Set<Integer> done = new HashSet<>();
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        listedAffected().forEach(a -> queue.add(a.entity()));
        while (!queue.isEmpty() && edges.size() < MAX_EDGES) {
            int entity = queue.remove();
            Reach.Touched touched = reach.touched().get(entity);
            if (touched == null || touched.hops() == 0 || !done.add(entity)) {
                continue;
            }
            ObjectNode edge = edges.addObject();
            edge.put("from", graph.id(touched.via()));
            edge.put("to", graph.id(entity));
            edge.put("relation", Views.relation(graph, entity, touched.via()));
            ids(edge, report.ids(Topic.IMPACT));
            queue.add(touched.via());
        }
    }

    private List<Impact.Affected> listedAffected() {
        return report.analysis().impact().affected().stream().limit(MAX_AFFECTED).toList();
    }

    private void affected() {
        ArrayNode affected = json.putArray("affected");
        for (Impact.Affected one : listedAffected()) {
            ObjectNode node = affected.addObject();
            node.put("entity", graph.id(one.entity()));
            node.put("label", graph.label(one.entity()));
            name(node, one.entity());
            node.put("impact", one.effect().word());
            node.put("observed", one.observed());
            ids(node, report.ids(Topic.IMPACT));
        }
    }

    /** What people call the entity, and whom it serves, where the data say so. */
    private void name(ObjectNode node, int entity) {
        String name = Names.name(graph.entity(entity));
        if (name != null) {
            node.put("name", name);
        }
        String customer = Names.customer(graph.entity(entity));
        if (customer != null) {
            node.put("customer", customer);
        }
    }

    private void impact() {
        Impact impact = report.analysis().impact();
        ObjectNode node = json.putObject("impact");
        node.put("entities", impact.affected().size());
        node.put("services", impact.services());
        node.put("customers", impact.customers().orElse(0));
        node.put("users", impact.users().orElse(0));
        node.put("counts_customers", impact.customers().isPresent());
        node.put("counts_users", impact.users().isPresent());
        node.put("penalty_per_hour", impact.penaltyPerHour());
        node.put("currency", impact.currency());
        ArrayNode backups = node.putArray("backups");
        for (Impact.Backup backup : impact.backups()) {
            ObjectNode one = backups.addObject();
            one.put("entity", backup.entity());
            backup.main().forEach(one.putArray("main")::add);
            backup.spare().forEach(one.putArray("spare")::add);
            backup.shared().forEach(one.putArray("shared")::add);
        }
    }

    private void actions() {
        ArrayNode actions = json.putArray("actions");
        report.dispatch()
                .ifPresent(d ->
                        actions.addObject()
                                .put(
                                        "text",
                                        "Send "
                                                + d.name()
                                                + " to "
                                                + d.description()
                                                + " ("
                                                + d.urgency()
                                                + ")")
                                .put("needs_approval", false));
        report.steps()
                .forEach(step -> {
                    ObjectNode node = actions.addObject();
                    node.put("text", step.text());
                    if (!step.runbook().isEmpty()) {
                        node.put("runbook", step.runbook());
                    }
                    node.put("needs_approval", step.needsApproval());
                });
    }

    private static void documents(ArrayNode array, List<Match> matches) {
        matches.forEach(m ->
                array.addObject().put("id", m.id()).put("title", m.title()).put("why", m.why()));
    }

    private void evidence() {
        ArrayNode array = json.putArray("evidence");
        for (Evidence e : report.evidence()) {
            array.addObject()
                    .put("id", e.id())
                    .put("agent", e.agent())
                    .put("query", e.query())
                    .put("window", e.window())
                    .put("finding", e.finding());
        }
    }
}
