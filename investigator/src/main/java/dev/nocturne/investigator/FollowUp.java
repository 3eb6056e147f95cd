package dev.nocturne.investigator;

import dev.nocturne.core.event.Visualization;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Dispatcher;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.followup.Question;
import dev.nocturne.investigator.followup.Replies;
import dev.nocturne.investigator.report.Analysis;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.report.Views;
import dev.nocturne.investigator.wording.Say;
import dev.nocturne.scenario.knowledge.Kind;
import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A question after the diagnosis, answered from the data and the session's own evidence. */
final class FollowUp {
    /**
     * A trend is shown over so much time before the alert, unless it asks about something older.
     */
    private static final long TREND_MILLIS = 24 * 3_600_000L;

    private static final int MAX_ENTITIES = 3;

    private final RunContext run;
    private final Analyst analyst;
    private final Analysis analysis;
    private final EarlierTurns earlier;
    private final Calls calls;
    private final Replies replies;
    private final Question question;

    FollowUp(RunContext run, Analyst analyst, EarlierTurns earlier) {
        this.run = run;
        this.analyst = analyst;
        this.earlier = earlier;
        this.analysis = analyst.analyse(earlier.alert());
        var finding = analysis.finding();
        this.calls =
                new Calls(
                        run,
                        Say.interval(finding.window().from(), finding.window().until()),
                        earlier.calls() + 1);
        this.replies = new Replies(analysis);
        this.question = Question.of(run.message(), analyst.names().in(run.message()));
    }

    void run() throws InterruptedException {
        String text =
                switch (question.topic()) {
                    case TREND -> trend();
                    case INVOLVED -> involved();
                    case AFFECTED ->
                            graph(
                                    Topic.IMPACT,
                                    "Who is affected?",
                                    replies.affected(question.entities()));
                    case BACKUP ->
                            graph(
                                    Topic.IMPACT,
                                    "Do main and backup paths share a point of failure?",
                                    replies.backups(question.entities()));
                    case WHY ->
                            graph(
                                    Topic.CAUSE,
                                    "What supports this cause, and what speaks against the others?",
                                    replies.why(question.entities()));
                    case RUNBOOK -> documents(Kind.RUNBOOKS);
                    case TICKETS -> documents(Kind.TICKETS);
                    case DISPATCH -> dispatch();
                    case UNKNOWN -> unknown();
                };
        try (AnswerStream answer = run.answer()) {
            text.lines().forEach(line -> answer.write(line + "\n"));
            calls.failures().forEach(failure -> answer.write("\n" + failure + "\n"));
        }
    }

    private String involved() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (String entity : question.entities().stream().limit(MAX_ENTITIES).toList()) {
            String said = replies.involved(entity);
            String id =
                    calls.call(
                            Topic.CAUSE,
                            Specialists.GRAPH,
                            "Is " + entity + " involved?",
                            "The dependencies show whether it can be a cause or is affected.",
                            false,
                            said,
                            () -> around(entity, said));
            text.append(said).append(" [").append(id).append("]\n\n");
        }
        return text + earlier.reference();
    }

    private ToolResult around(String entity, String said) {
        var graph = analysis.graph();
        List<Integer> shown = new ArrayList<>();
        graph.number(entity).ifPresent(n -> shown.addAll(graph.supportersOf(List.of(n), 40)));
        String query = "what " + entity + " needs";
        return new ToolResult(
                said,
                List.of(Views.needs(graph, shown, query)),
                Calls.steps(
                        Specialists.GRAPH,
                        List.<String[]>of(
                                new String[] {
                                    query,
                                    Say.count(Math.max(0, shown.size() - 1), "entity", "entities")
                                })));
    }

    private String graph(Topic topic, String query, String said) throws InterruptedException {
        boolean fault = !analysis.impact().affected().isEmpty() || topic == Topic.CAUSE;
        ToolBody body =
                () -> {
                    ToolResult seen =
                            topic == Topic.CAUSE
                                    ? GraphDesk.causes(analysis.finding())
                                    : fault
                                            ? GraphDesk.impact(
                                                    analysis.finding(), analysis.impact())
                                            : ToolResult.text(said);
                    return new ToolResult(said, seen.visualizations(), seen.subSteps());
                };
        String id =
                calls.call(
                        topic,
                        Specialists.GRAPH,
                        query,
                        "Answered from the topology and the first analysis.",
                        false,
                        "",
                        body);
        return said + "\n\n[" + id + "] " + earlier.reference();
    }

    private String trend() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (String entity : question.entities().stream().limit(MAX_ENTITIES).toList()) {
            String said = replies.trend(entity);
            String id =
                    calls.call(
                            Topic.METRICS,
                            Specialists.TELEMETRY,
                            "Values of " + entity + " up to the alert",
                            "The values show when the change began.",
                            false,
                            "",
                            () -> series(entity, said));
            text.append(said).append("\n\n[").append(id).append("]\n\n");
        }
        return text.toString();
    }

    private ToolResult series(String entity, String said)
            throws InterruptedException, dev.nocturne.core.run.ToolFailure {
        TelemetryDesk desk = new TelemetryDesk(analyst.scenario(), analyst.finder());
        List<String[]> steps = new ArrayList<>();
        List<Visualization> tables = new ArrayList<>();
        long until = analysis.finding().window().until();
        for (TelemetryTable table : analyst.finder().metricTables()) {
            if (table.rows(entity, new Window(Long.MIN_VALUE, until)).length == 0) {
                continue;
            }
            List<String> named =
                    table.numericColumns().stream().filter(c -> run.message().contains(c)).toList();
            desk.ask(
                    Queries.series(
                            table,
                            entity,
                            named.isEmpty() ? table.numericColumns() : named,
                            new Window(until - TREND_MILLIS, until)),
                    until,
                    steps,
                    tables);
        }
        TelemetryDesk.failIfNone(steps, tables);
        return new ToolResult(
                tables.isEmpty() ? "There are no metrics of " + entity + "." : said,
                tables,
                Calls.steps(Specialists.TELEMETRY, steps));
    }

    private String documents(Kind kind) throws InterruptedException {
        boolean books = kind == Kind.RUNBOOKS;
        String agent = books ? Specialists.RUNBOOKS : Specialists.TICKETS;
        Librarian.Found found =
                new Librarian(analysis.scenario().knowledge()).find(kind, analysis.traits());
        String said = books ? replies.runbooks(found.matches()) : replies.tickets(found.matches());
        String id =
                calls.call(
                        books ? Topic.RUNBOOKS : Topic.TICKETS,
                        agent,
                        analysis.traits().query(),
                        "Searches the documents about this kind of problem.",
                        false,
                        "",
                        () ->
                                new ToolResult(
                                        said,
                                        List.of(Views.documents(said, agent, found)),
                                        List.of()));
        return said + "\n\n[" + id + "]";
    }

    private String dispatch() throws InterruptedException {
        Librarian.Found books =
                new Librarian(analysis.scenario().knowledge())
                        .find(Kind.RUNBOOKS, analysis.traits());
        Optional<Dispatch> chosen =
                new Dispatcher(analysis.scenario())
                        .choose(analysis.finding(), analysis.impact(), books.matches());
        if (chosen.isEmpty()) {
            return analysis.scenario().roster().isEmpty()
                    ? "I cannot suggest an engineer: this environment has no roster."
                    : "I cannot suggest an engineer: the cause is not certain, its location is unknown, or no engineer is on duty.";
        }
        Dispatch d = chosen.get();
        String said =
                d.name()
                        + " ("
                        + d.engineer()
                        + "; "
                        + d.reason()
                        + ") should go to "
                        + d.description()
                        + ", urgency "
                        + d.urgency()
                        + ", "
                        + d.phone()
                        + ". "
                        + (earlier.dispatched()
                                ? "The dispatch order was drafted in the first turn."
                                : "No dispatch order has been drafted.");
        String id =
                calls.call(
                        Topic.DISPATCH,
                        Specialists.GRAPH,
                        "Which engineer on duty is near " + d.description() + "?",
                        "Chosen by roster, shifts, skills and depots.",
                        false,
                        "",
                        () -> ToolResult.text(said));
        return said + "\n\n[" + id + "] " + earlier.reference();
    }

    private String unknown() {
        return "I cannot answer that from this environment's data. I can say who is affected, why this is the cause, whether an entity you name is involved, what its metrics did, which backup paths share a point of failure, who could be sent, and which runbook or earlier ticket fits.";
    }
}
