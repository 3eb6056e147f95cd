package dev.nocturne.investigator.followup;

import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Plan;
import dev.nocturne.investigator.action.Step;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.report.Analysis;
import dev.nocturne.investigator.signal.Alarm;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers in words, from the analysis of the session's alert. */
public final class Replies {
    private final Analysis analysis;
    private final Finding finding;
    private final DependencyGraph graph;
    private final Names names;

    public Replies(Analysis analysis) {
        this.analysis = analysis;
        this.finding = analysis.finding();
        this.graph = finding.graph();
        this.names = new Names(graph);
    }

    private Optional<Hypothesis> cause() {
        return finding.verdict() == Verdict.FAULT
                ? finding.hypotheses().stream().findFirst()
                : Optional.empty();
    }

    private String causeName() {
        return cause().map(h -> graph.id(h.entity())).orElse("");
    }

    /** Whether, and how, an entity has to do with it. */
    public String involved(String entity) {
        int number = graph.number(entity).orElse(-1);
        if (number < 0) {
            return entity + " is not in this environment.";
        }
        List<String> facts = new ArrayList<>();
        facts.add(role(entity, number));
        List<Alarm> alarms =
                finding.storm().all().stream().filter(a -> a.entity().equals(entity)).toList();
        facts.add(
                alarms.isEmpty()
                        ? "It raised no alarm at the time of the incident."
                        : "It raised "
                                + Say.count(alarms.size(), "alarm", "alarms")
                                + ", the first one "
                                + alarms.getFirst().type()
                                + " at "
                                + time(alarms.getFirst().time())
                                + ".");
        facts.add(metrics(entity));
        finding.hypotheses().stream()
                .filter(h -> h.entity() == number && !entity.equals(causeName()))
                .findFirst()
                .ifPresent(h ->
                        facts.add(
                                "As the cause it would explain "
                                        + Say.count(
                                                h.heard().size(),
                                                "alarmed entity",
                                                "alarmed entities")
                                        + "; missing expected alarms: "
                                        + Math.max(0, h.missing())
                                        + "; entities that should be abnormal but are normal: "
                                        + h.healthy()
                                        + "; confidence: "
                                        + Say.percent(h.confidence())
                                        + "."));
        return String.join(" ", facts);
    }

    private String role(String entity, int number) {
        if (cause().isEmpty()) {
            return finding.verdict() == Verdict.NO_FAULT
                    ? "No fault was found, so " + entity + " is not involved in one."
                    : "It is not known whether there is a fault, so the part of "
                            + entity
                            + " is not known either.";
        }
        Hypothesis first = cause().get();
        if (first.entity() == number) {
            return "Yes: " + entity + " is the root cause.";
        }
        Reach.Touched touched = first.reach().touched().get(number);
        Optional<Impact.Affected> affected =
                analysis.impact().affected().stream().filter(a -> a.entity() == number).findFirst();
        if (affected.isPresent()) {
            return "Yes, it is affected: it is "
                    + affected.get().effect().word().replace('_', ' ')
                    + " because it depends on "
                    + graph.id(touched == null ? first.entity() : touched.via())
                    + ".";
        }
        if (touched != null) {
            return "Probably not: it depends on "
                    + graph.id(touched.via())
                    + ", but neither alarms nor metrics show that it is affected.";
        }
        if (graph.supportersOf(List.of(first.entity()), 2_000).contains(number)) {
            return "Not as the cause: "
                    + causeName()
                    + " depends on it, but other entities that depend on it are healthy or show nothing.";
        }
        return "No: "
                + entity
                + " does not depend on "
                + causeName()
                + ", nor the other way round.";
    }

    private String metrics(String entity) {
        List<Deviation> failing = finding.health().failing(entity);
        if (!failing.isEmpty()) {
            return "Its metrics are abnormal: "
                    + Say.list(failing.stream().map(Say::deviation).toList(), 3)
                    + ".";
        }
        List<Deviation> all = finding.health().of(entity);
        return all.isEmpty()
                ? "No metrics of it could be compared with their history at the time of the incident."
                : "Its metrics are within their usual range: "
                        + Say.list(all.stream().map(Say::deviation).toList(), 2)
                        + ".";
    }

    /** Who suffers, or what one entity's failure would do. */
    public String affected(List<String> entities) {
        if (cause().isEmpty()) {
            return finding.verdict() == Verdict.NO_FAULT
                    ? "No fault was found, so nothing is known to be affected."
                    : "The data do not show whether there is a fault, so it is not known what is affected.";
        }
        Impact impact = analysis.impact();
        List<String> lines = new ArrayList<>();
        for (Effect effect : List.of(Effect.DOWN, Effect.DEGRADED, Effect.AT_RISK)) {
            List<String> affected =
                    impact.affected().stream()
                            .filter(a ->
                                    a.effect() == effect
                                            && (a.offer()
                                                    || entities.contains(graph.id(a.entity()))))
                            .map(a -> names.of(a.entity()))
                            .toList();
            if (!affected.isEmpty()) {
                lines.add("- " + effect.word().replace('_', ' ') + ": " + Say.list(affected, 40));
            }
        }
        impact.customers().ifPresent(n -> lines.add("- customers: " + Say.amount(n)));
        impact.users().ifPresent(n -> lines.add("- users: " + Say.amount(n)));
        lines.add("- " + penalties(impact));
        return "Affected by the failure of "
                + names.of(causeName())
                + ":\n\n"
                + String.join("\n", lines);
    }

    private String penalties(Impact impact) {
        if (!impact.agreements()) {
            return "the data hold no service level agreements";
        }
        if (impact.penalties().isEmpty()) {
            return "no SLA penalty applies";
        }
        return "SLA penalties per hour: "
                + Say.number(impact.penaltyPerHour())
                + " "
                + impact.currency()
                + " ("
                + Say.list(
                        impact.penalties().stream()
                                .map(p ->
                                        p.agreement()
                                                + " for "
                                                + names.of(p.entity())
                                                + ": "
                                                + Say.number(p.perHour()))
                                .toList(),
                        20)
                + ")";
    }

    private String time(long millis) {
        return Say.time(millis, finding.alert().raised());
    }

    /** What speaks for the cause, and for one affected entity how it got there. */
    public String why(List<String> entities) {
        if (cause().isEmpty()) {
            return finding.verdict() == Verdict.NO_FAULT
                    ? "There is no cause: "
                            + (finding.method() == Finding.Method.ALARMS
                                    ? "no single failure explains the alarms better than chance does."
                                    : "the metric of the alert and everything it depends on are within their usual range, or too close to it to have an effect.")
                    : "The data do not show whether there is a fault.";
        }
        Hypothesis first = cause().get();
        StringBuilder text = new StringBuilder();
        for (String entity : entities) {
            graph.number(entity).ifPresent(n -> text.append(path(first, n)));
        }
        text.append(causeName())
                .append(" is the most probable cause (confidence ")
                .append(Say.percent(first.confidence()))
                .append("):\n\n");
        text.append("- its failure explains ")
                .append(first.heard().size())
                .append(" of ")
                .append(
                        Say.count(
                                finding.storm().counted().size(),
                                "alarmed entity",
                                "alarmed entities"))
                .append("; missing expected alarms: ")
                .append(Math.max(0, first.missing()))
                .append('\n');
        List<String> failing =
                first.failing().stream().map(d -> d.entity() + " " + Say.deviation(d)).toList();
        text.append("- metrics that show it: ")
                .append(
                        failing.isEmpty()
                                ? "none at the time of the incident"
                                : Say.list(failing, 6))
                .append('\n');
        finding.hypotheses().stream()
                .skip(1)
                .limit(2)
                .forEach(h ->
                        text.append("- rejected ")
                                .append(graph.id(h.entity()))
                                .append(": ")
                                .append(h.heard().size())
                                .append(" alarmed entities explained; missing expected alarms: ")
                                .append(Math.max(0, h.missing()))
                                .append("; entities that should be abnormal but are normal: ")
                                .append(h.healthy())
                                .append('\n'));
        return text.toString();
    }

    private String path(Hypothesis first, int entity) {
        Reach.Touched touched = first.reach().touched().get(entity);
        if (touched == null) {
            return graph.id(entity) + " does not depend on " + causeName() + ".\n\n";
        }
        List<String> steps = new ArrayList<>();
        int at = entity;
        while (touched != null && touched.hops() > 0 && steps.size() < 20) {
            steps.add(graph.id(at));
            at = touched.via();
            touched = first.reach().touched().get(at);
        }
        steps.add(graph.id(at));
        String shared =
                analysis.impact().backups().stream()
                        .filter(b -> b.entity().equals(graph.id(entity)) && !b.shared().isEmpty())
                        .map(b ->
                                " Its main and backup paths both depend on "
                                        + String.join(", ", b.shared())
                                        + ".")
                        .findFirst()
                        .orElse("");
        return graph.id(entity)
                + " depends on it: "
                + String.join(" → ", steps)
                + "."
                + shared
                + "\n\n";
    }

    /** Spare ways and whether they share a risk. */
    public String backups(List<String> entities) {
        List<String> lines = new ArrayList<>();
        for (Impact.Backup b : analysis.impact().backups()) {
            if (entities.isEmpty()
                    || entities.contains(b.entity())
                    || b.shared().stream().anyMatch(entities::contains)) {
                lines.add(
                        "- "
                                + b.entity()
                                + ": "
                                + String.join(", ", b.main())
                                + ", backup "
                                + String.join(", ", b.spare())
                                + (b.shared().isEmpty()
                                        ? ": no shared risk known"
                                        : ": both depend on " + String.join(", ", b.shared())));
            }
        }
        return lines.isEmpty()
                ? "Nothing that is affected has a backup path in the topology."
                : String.join("\n", lines);
    }

    /** What to do, from the runbooks that fit. */
    public String runbooks(List<Match> runbooks) {
        if (runbooks.isEmpty()) {
            return "No runbook of this environment matches.";
        }
        StringBuilder text =
                new StringBuilder(
                        runbooks.getFirst().id()
                                + " ("
                                + runbooks.getFirst().title()
                                + "): "
                                + runbooks.getFirst().why()
                                + ".\n\n");
        int number = 1;
        for (Step step : Plan.of(analysis.scenario().knowledge(), runbooks, analysis.traits())) {
            text.append(number++)
                    .append(". ")
                    .append(step.text())
                    .append(step.needsApproval() ? " *(needs approval)*" : "")
                    .append('\n');
        }
        return text.toString();
    }

    /** Earlier cases. */
    public String tickets(List<Match> tickets) {
        if (tickets.isEmpty()) {
            return "No earlier ticket matches.";
        }
        List<String> lines = new ArrayList<>();
        tickets.forEach(t -> lines.add("- " + t.id() + ", " + t.title() + ": " + t.why()));
        return String.join("\n", lines);
    }

    /** The metrics of an entity, as far as they were judged. */
    public String trend(String entity) {
        List<Deviation> all = finding.health().of(entity);
        if (all.isEmpty()) {
            return "The values of "
                    + entity
                    + " are in the table; they could not be compared with a history.";
        }
        long onset = cause().map(Hypothesis::since).orElse(Long.MIN_VALUE);
        List<String> lines = new ArrayList<>();
        for (Deviation d : all) {
            String verdict =
                    d.failing()
                            ? "abnormal since " + time(d.since())
                            : d.drifting()
                                    ? "drifting steadily"
                                    : d.lastAt() < onset
                                            ? "not measured since the fault began; within its usual range before it"
                                            : "within its usual range";
            lines.add(
                    "- "
                            + d.metric()
                            + ": "
                            + verdict
                            + ", usually "
                            + Say.number(d.usualValue())
                            + ", median now "
                            + Say.number(d.nowValue())
                            + ", last value "
                            + Say.number(d.last())
                            + " at "
                            + time(d.lastAt()));
        }
        return entity + ":\n\n" + String.join("\n", lines);
    }
}
