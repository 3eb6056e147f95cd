package dev.nocturne.investigator;

import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Dispatcher;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Plan;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.analysis.Analyst;
import dev.nocturne.investigator.gather.Gathering;
import dev.nocturne.investigator.gather.Interviewer;
import dev.nocturne.investigator.gather.KnowledgeQuestions;
import dev.nocturne.investigator.gather.TelemetryQuestions;
import dev.nocturne.investigator.report.AnswerText;
import dev.nocturne.investigator.report.Case;
import dev.nocturne.investigator.report.Contradictions;
import dev.nocturne.investigator.report.DiagnosisJson;
import dev.nocturne.investigator.report.NotChecked;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the investigator makes of an alert, without a session: for others that want to compare it
 * with what they think. The same conclusion as an investigation's, without its evidence.
 *
 * @param diagnosis in the shape of the {@code diagnosis} event
 * @param report in Markdown
 * @param raised the time of the alert
 */
public record Opinion(ObjectNode diagnosis, String report, Instant raised) {
    /** Computes it. Takes as long as an investigation. */
    public static Opinion of(Environment environment, String alert) throws InterruptedException {
        Analysis analysis = analyse(environment, alert);
        List<Match> runbooks = documents(Kind.RUNBOOKS, analysis);
        Case conclusion =
                new Case(
                        analysis,
                        List.of(),
                        Map.of(),
                        runbooks,
                        documents(Kind.TICKETS, analysis),
                        Plan.of(runbooks, analysis.traits()),
                        Optional.empty(),
                        Contradictions.of(analysis.finding()),
                        NotChecked.of(analysis));
        return new Opinion(
                DiagnosisJson.of(conclusion),
                AnswerText.of(conclusion),
                Instant.ofEpochMilli(analysis.alert().raised()));
    }

    /** Whom to send to an entity; nobody when it has no place, or nobody fits. */
    public static Optional<Dispatch> dispatch(Environment environment, String alert, String entity)
            throws InterruptedException {
        Analysis analysis = analyse(environment, alert);
        List<Match> runbooks = documents(Kind.RUNBOOKS, analysis);
        return analysis.snapshot()
                .topology()
                .entity(entity)
                .flatMap(e ->
                        new Dispatcher(analysis.snapshot())
                                .send(e, analysis.finding(), analysis.impact(), runbooks));
    }

    /** Whether there is anybody who could be sent. */
    public static boolean canSend(Environment environment) {
        try {
            return new Question.People()
                    .ask(environment)
                    .data()
                    .filter(people -> !people.engineers().isEmpty())
                    .isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gathers and thinks. */
    public static Analysis analyse(Environment environment, String alert)
            throws InterruptedException {
        Analyst analyst = new Analyst();
        Gathering gathering = new Gathering(Interviewer.direct(environment));
        Snapshot known = gathering.gather(Snapshot.empty(), new TelemetryQuestions(alert, analyst));
        known = gathering.gather(known, new KnowledgeQuestions(alert, analyst));
        return analyst.analyse(alert, known);
    }

    private static List<Match> documents(Kind kind, Analysis analysis) {
        Passages none = new Passages(List.of(), 0);
        return Librarian.choose(analysis.snapshot().passages(kind).orElse(none), analysis.traits());
    }
}
