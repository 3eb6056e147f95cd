package dev.nocturne.investigator;

import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Question.Names;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.analysis.Analyst;
import dev.nocturne.investigator.followup.Conversation;
import dev.nocturne.investigator.followup.Question;
import dev.nocturne.investigator.gather.Gathering;
import dev.nocturne.investigator.gather.Inquiry;
import dev.nocturne.investigator.gather.KnowledgeQuestions;
import dev.nocturne.investigator.gather.TelemetryQuestions;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.report.Views;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;

/** A question after the diagnosis, answered from what was gathered and, where needed, more. */
final class FollowUp {
    private final RunContext run;
    private final Environment environment;
    private final EarlierTurns earlier;
    private final Analyst analyst = new Analyst();
    private final Calls calls;

    FollowUp(RunContext run, Environment environment, EarlierTurns earlier) {
        this.run = run;
        this.environment = environment;
        this.earlier = earlier;
        this.calls =
                new Calls(run, environment, new Remarks(run.alert(), analyst), earlier.calls() + 1);
    }

    void run() throws InterruptedException {
        Snapshot known = known();
        Analysis analysis = analyst.analyse(run.alert(), known);
        Conversation conversation =
                new Conversation(
                        analysis,
                        matches(Kind.RUNBOOKS, analysis),
                        matches(Kind.TICKETS, analysis),
                        earlier.dispatched());
        List<String> replies = new ArrayList<>();
        for (Question question :
                conversation.read(run.message(), this::findNamed, earlier.questions())) {
            replies.add(reply(question, analysis, conversation));
        }
        try (AnswerStream answer = run.answer()) {
            String.join("\n\n", replies).lines().forEach(line -> answer.write(line + "\n"));
            calls.failures().forEach(failure -> answer.write("\n" + failure + "\n"));
        }
    }

    /** Asks what is missing, answers, and shows what the answer rests on. */
    private String reply(Question question, Analysis analysis, Conversation conversation)
            throws InterruptedException {
        List<Part<?>> parts = new ArrayList<>();
        for (Inquiry<?> inquiry : conversation.inquiries(question)) {
            parts.add(calls.ask(inquiry, analysis.snapshot()));
        }
        String said = conversation.reply(question, new Snapshot(parts));
        if (!conversation.isAnswered(question, said)) {
            return said;
        }
        if (!parts.isEmpty()) {
            List<String> ids = parts.stream().map(Part::evidence).toList();
            return said + "\n\n[" + String.join(", ", ids) + "] " + earlier.reference();
        }
        Topic topic = topic(question);
        calls.call(
                topic,
                agent(topic),
                run.message(),
                "Answered from what was gathered for the diagnosis.",
                false,
                () -> shown(topic, question, said, analysis));
        return said + "\n\n[" + calls.last() + "] " + earlier.reference();
    }

    private static Topic topic(Question question) {
        return switch (question.intent()) {
            case RUNBOOK, NEXT, ROLL_BACK, WOULD_HELP -> Topic.RUNBOOKS;
            case HISTORY, ETA -> Topic.TICKETS;
            case RECORDS, PLANNED, FORMER, DURATION, EARLY_SIGNS, LOST -> Topic.EVENTS;
            case DUTY -> Topic.PEOPLE;
            case EXTREME, COURSE, OUTLOOK -> Topic.METRICS;
            case CONNECTED, WHICH, HAS -> Topic.SURROUNDINGS;
            case START, STILL, CHANGES, EVENTS -> Topic.EVENTS;
            case FIRST_ALARM, ALARMS -> Topic.ALARMS;
            case NUMBERS, COMPARE, METRIC, WELL -> Topic.METRICS;
            case AFFECTED, COST, BACKUP, REROUTE -> Topic.IMPACT;
            case CONTACT, NEEDS, DEPENDENTS, PLACEMENT, INVENTORY, DESCRIBE -> Topic.SURROUNDINGS;
            case DISPATCH -> Topic.DISPATCH;
            case WHY,
                    WHY_NOT,
                    ALTERNATIVES,
                    INVOLVED,
                    CONFIDENCE,
                    REFUTE,
                    NOT_KNOWN,
                    SUMMARY,
                    MANAGEMENT,
                    CUSTOMER,
                    ACT,
                    UNCLEAR ->
                    Topic.CAUSE;
        };
    }

    private static String agent(Topic topic) {
        return switch (topic) {
            case RUNBOOKS -> Specialists.RUNBOOKS;
            case TICKETS -> Specialists.TICKETS;
            case ALARMS, EVENTS, STATES, METRICS, VALUES -> Specialists.TELEMETRY;
            case SUBJECT, SURROUNDINGS, CAUSE, IMPACT, PEOPLE, DISPATCH -> Specialists.GRAPH;
        };
    }

    private static ToolResult shown(
            Topic topic, Question question, String said, Analysis analysis) {
        if (topic == Topic.CAUSE && !question.entities().isEmpty()) {
            return around(question.entities().getFirst(), said, analysis);
        }
        ToolResult seen =
                switch (topic) {
                    case CAUSE -> GraphDesk.causes(analysis.finding());
                    case IMPACT ->
                            analysis.impact().affected().isEmpty()
                                    ? ToolResult.text(said)
                                    : GraphDesk.impact(analysis.finding(), analysis.impact());
                    case RUNBOOKS, TICKETS ->
                            new ToolResult(
                                    said,
                                    List.of(
                                            Views.documents(
                                                    said,
                                                    agent(topic),
                                                    matches(
                                                            topic == Topic.RUNBOOKS
                                                                    ? Kind.RUNBOOKS
                                                                    : Kind.TICKETS,
                                                            analysis))),
                                    List.of());
                    case SUBJECT,
                            ALARMS,
                            SURROUNDINGS,
                            EVENTS,
                            STATES,
                            METRICS,
                            VALUES,
                            PEOPLE,
                            DISPATCH ->
                            ToolResult.text(said);
                };
        return new ToolResult(said, seen.visualizations(), seen.subSteps());
    }

    /** What earlier turns gathered; a session of an older version kept nothing and asks again. */
    private Snapshot known() throws InterruptedException {
        if (!earlier.gathered().parts().isEmpty()) {
            return earlier.gathered();
        }
        Gathering gathering = new Gathering(calls);
        Snapshot known =
                gathering.gather(Snapshot.empty(), new TelemetryQuestions(run.alert(), analyst));
        return gathering.gather(known, new KnowledgeQuestions(run.alert(), analyst));
    }

    /** Names are looked up without a call of their own: they say only what a question says. */
    private NamedEntities findNamed(String text) throws InterruptedException {
        return new Names(text)
                .ask(environment)
                .data()
                .orElse(new NamedEntities(List.of(), List.of()));
    }

    private static ToolResult around(String entity, String said, Analysis analysis) {
        var graph = analysis.graph();
        List<Integer> shown = new ArrayList<>();
        graph.number(entity).ifPresent(n -> shown.addAll(graph.supportersOf(List.of(n), 40)));
        String query = "what " + entity + " needs";
        return new ToolResult(
                said,
                List.of(Views.needs(graph, shown, query)),
                List.of(
                        new SubStep(
                                0,
                                query,
                                Say.count(Math.max(0, shown.size() - 1), "entity", "entities"),
                                Specialists.GRAPH)));
    }

    private static List<Match> matches(Kind kind, Analysis analysis) {
        return Librarian.choose(
                analysis.snapshot().passages(kind).orElse(new Passages(List.of(), 0)),
                analysis.traits());
    }
}
