package dev.nocturne.investigator;

import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Dispatcher;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Plan;
import dev.nocturne.investigator.report.Analysis;
import dev.nocturne.investigator.report.AnswerText;
import dev.nocturne.investigator.report.Case;
import dev.nocturne.investigator.report.Contradictions;
import dev.nocturne.investigator.report.DiagnosisJson;
import dev.nocturne.investigator.report.NotChecked;
import dev.nocturne.scenario.knowledge.Kind;
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
    public static Opinion of(Analyst analyst, String alert) throws InterruptedException {
        Analysis analysis = analyst.analyse(alert);
        Librarian librarian = new Librarian(analysis.scenario().knowledge());
        List<Match> runbooks = librarian.find(Kind.RUNBOOKS, analysis.traits()).matches();
        Case conclusion =
                new Case(
                        analysis,
                        List.of(),
                        Map.of(),
                        runbooks,
                        librarian.find(Kind.TICKETS, analysis.traits()).matches(),
                        Plan.of(analysis.scenario().knowledge(), runbooks, analysis.traits()),
                        Optional.empty(),
                        Contradictions.of(analysis.finding()),
                        NotChecked.of(analysis.finding()));
        return new Opinion(
                DiagnosisJson.of(conclusion),
                AnswerText.of(conclusion),
                Instant.ofEpochMilli(analysis.finding().alert().raised()));
    }

    /** Whom to send to an entity; nobody when it has no place, or nobody fits. */
    public static Optional<Dispatch> dispatch(Analyst analyst, String alert, String entity)
            throws InterruptedException {
        Analysis analysis = analyst.analyse(alert);
        List<Match> runbooks =
                new Librarian(analysis.scenario().knowledge())
                        .find(Kind.RUNBOOKS, analysis.traits())
                        .matches();
        return analysis.scenario()
                .topology()
                .entity(entity)
                .flatMap(e ->
                        new Dispatcher(analysis.scenario())
                                .send(e, analysis.finding(), analysis.impact(), runbooks));
    }
}
