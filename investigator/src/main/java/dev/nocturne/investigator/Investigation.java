package dev.nocturne.investigator;

import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Dispatcher;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Orders;
import dev.nocturne.investigator.action.Plan;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.report.Analysis;
import dev.nocturne.investigator.report.AnswerText;
import dev.nocturne.investigator.report.Case;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.report.Contradictions;
import dev.nocturne.investigator.report.DiagnosisJson;
import dev.nocturne.investigator.report.NotChecked;
import dev.nocturne.investigator.report.Views;
import dev.nocturne.investigator.wording.Say;
import dev.nocturne.scenario.knowledge.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** One alert, from the first question to the answer. */
final class Investigation {
    private final RunContext run;
    private final Analysis analysis;
    private final Finding finding;
    private final TelemetryDesk telemetry;
    private final InstantSource clock;
    private final Calls calls;
    private List<Match> runbooks = List.of();
    private List<Match> precedents = List.of();

    Investigation(RunContext run, Analyst analyst, String alert, InstantSource clock) {
        this.run = run;
        this.analysis = analyst.analyse(alert);
        this.finding = analysis.finding();
        this.telemetry = new TelemetryDesk(analyst.scenario(), analyst.finder());
        this.clock = clock;
        this.calls =
                new Calls(run, Say.interval(finding.window().from(), finding.window().until()), 1);
    }

    void run() throws InterruptedException {
        alarms();
        calls.call(
                Topic.SURROUNDINGS,
                Specialists.GRAPH,
                "What do the alarmed or named entities depend on?",
                "A common cause must be upstream of everything that is alarmed.",
                false,
                GraphDesk.saidOfSurroundings(finding),
                () -> GraphDesk.surroundings(finding));
        calls.call(
                Topic.METRICS,
                Specialists.TELEMETRY,
                "Which metrics left their usual range "
                        + Say.between(finding.window().from(), finding.window().until())
                        + "?",
                "Metrics confirm or refute what the alarms suggest.",
                false,
                TelemetryDesk.saidOfMetrics(finding),
                () -> telemetry.metrics(finding));
        calls.call(
                Topic.CAUSE,
                Specialists.GRAPH,
                "Which single failure explains this best?",
                "Compares each candidate's expected symptoms with what was observed.",
                false,
                GraphDesk.saidOfCauses(finding),
                () -> GraphDesk.causes(finding));
        if (finding.verdict() != Verdict.NO_FAULT && !finding.hypotheses().isEmpty()) {
            calls.call(
                    Topic.IMPACT,
                    Specialists.GRAPH,
                    "Who is affected by " + cause() + ", and what does it cost?",
                    "The blast radius decides the urgency.",
                    false,
                    GraphDesk.saidOfImpact(analysis.impact()),
                    () -> GraphDesk.impact(finding, analysis.impact()));
        }
        knowledge();
        Optional<Dispatch> dispatch = dispatch();
        conclude(dispatch);
    }

    private String cause() {
        return finding.graph().id(finding.hypotheses().getFirst().entity());
    }

    private void alarms() throws InterruptedException {
        if (finding.speaking()) {
            calls.call(
                    Topic.ALARMS,
                    Specialists.TELEMETRY,
                    "Which alarms were raised "
                            + Say.between(
                                    finding.storm().window().from(),
                                    finding.storm().window().until())
                            + "?",
                    "The alert may list only some of the alarms; the alarm tables hold all.",
                    false,
                    TelemetryDesk.saidOfAlarms(finding),
                    () -> telemetry.alarms(finding));
        }
    }

    private void knowledge() throws InterruptedException {
        Librarian librarian = new Librarian(analysis.scenario().knowledge());
        Librarian.Found books = librarian.find(Kind.RUNBOOKS, analysis.traits());
        runbooks = books.matches();
        calls.call(
                Topic.RUNBOOKS,
                Specialists.RUNBOOKS,
                "Which runbooks apply? Search terms: " + analysis.traits().query(),
                "Known problems have runbooks.",
                false,
                "",
                () -> documents(books, Specialists.RUNBOOKS, "runbook", "runbooks"));
        Librarian.Found tickets = librarian.find(Kind.TICKETS, analysis.traits());
        precedents = tickets.matches();
        calls.call(
                Topic.TICKETS,
                Specialists.TICKETS,
                "Has this happened before? Search terms: " + analysis.traits().query(),
                "Past incidents show what the cause turned out to be and what fixed it.",
                false,
                "",
                () -> documents(tickets, Specialists.TICKETS, "ticket", "tickets"));
    }

    private static ToolResult documents(
            Librarian.Found found, String agent, String one, String many) throws ToolFailure {
        if (!found.failure().isEmpty()) {
            throw new ToolFailure("search_failed", found.failure());
        }
        StringBuilder said = new StringBuilder();
        if (found.matches().isEmpty()) {
            said.append("No matching ").append(one).append(".");
        } else {
            said.append(Say.count(found.matches().size(), one, many))
                    .append(found.matches().size() == 1 ? " matches: " : " match: ")
                    .append(Say.list(found.matches().stream().map(Match::id).toList(), 3))
                    .append(".\n");
            found.matches()
                    .forEach(m ->
                            said.append("\n- **")
                                    .append(m.id())
                                    .append("** ")
                                    .append(m.title())
                                    .append(": ")
                                    .append(m.why()));
        }
        String content = said.toString();
        return new ToolResult(
                content,
                List.of(Views.documents(content, agent, found)),
                Calls.steps(
                        agent,
                        List.<String[]>of(
                                new String[] {
                                    "search of " + many,
                                    Say.count(found.total(), "passage", "passages")
                                })));
    }

    private Optional<Dispatch> dispatch() throws InterruptedException {
        Optional<Dispatch> chosen =
                new Dispatcher(analysis.scenario()).choose(finding, analysis.impact(), runbooks);
        if (chosen.isPresent()) {
            Dispatch d = chosen.get();
            int before = calls.failures().size();
            calls.call(
                    Topic.DISPATCH,
                    Specialists.DISPATCH,
                    "Send " + d.name() + " to " + d.description() + " (" + d.urgency() + ")",
                    "The site needs a visit, and " + d.name() + " fits best: " + d.reason() + ".",
                    true,
                    "Draft dispatch order (not sent): "
                            + d.name()
                            + " to "
                            + d.description()
                            + ", "
                            + d.urgency()
                            + ".",
                    () -> ordered(d));
            return calls.failures().size() > before ? Optional.empty() : chosen;
        }
        return chosen;
    }

    private ToolResult ordered(Dispatch d) {
        ObjectNode action = Orders.action(d, run.session().value() + "-" + run.turn());
        action.put("dispatch_time", clock.instant().toString());
        return new ToolResult(Orders.words(d), List.of(), List.of(), action, null);
    }

    private void conclude(Optional<Dispatch> dispatch) {
        List<String> gaps = new ArrayList<>(calls.failures());
        gaps.addAll(NotChecked.of(finding));
        Case report =
                new Case(
                        analysis,
                        calls.evidence(),
                        calls.sources(),
                        runbooks,
                        precedents,
                        Plan.of(analysis.scenario().knowledge(), runbooks, analysis.traits()),
                        dispatch,
                        Contradictions.of(finding),
                        gaps);
        run.emitOnce("diagnosis", DiagnosisJson.of(report));
        try (AnswerStream answer = run.answer()) {
            AnswerText.of(report).lines().forEach(line -> answer.write(line + "\n"));
        }
    }
}
