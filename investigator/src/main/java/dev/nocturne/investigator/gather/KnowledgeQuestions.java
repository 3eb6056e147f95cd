package dev.nocturne.investigator.gather;

import dev.nocturne.environment.Question;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.action.Traits;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.analysis.Analyst;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.report.Case.Topic;
import java.util.Optional;

/** What to ask once the cause is known: runbooks, earlier incidents, and who can be sent. */
public final class KnowledgeQuestions implements NextQuestion {
    private final String text;
    private final Analyst analyst;

    public KnowledgeQuestions(String text, Analyst analyst) {
        this.text = text;
        this.analyst = analyst;
    }

    @Override
    public Optional<Inquiry<?>> after(Snapshot known) {
        Analysis analysis = analyst.analyse(text, known);
        if (!asked(Kind.RUNBOOKS, known)) {
            return Optional.of(
                    documents(
                            Kind.RUNBOOKS,
                            Topic.RUNBOOKS,
                            analysis.traits(),
                            "Which runbooks apply?",
                            Reasons.runbooks(analysis.finding())));
        }
        if (!asked(Kind.TICKETS, known)) {
            return Optional.of(
                    documents(
                            Kind.TICKETS,
                            Topic.TICKETS,
                            analysis.traits(),
                            "Has this happened before?",
                            Reasons.tickets(analysis.finding())));
        }
        boolean sends =
                known.overview().engineers() > 0
                        && analysis.finding().verdict() == Verdict.FAULT
                        && !known.hasAsked(Question.People.class);
        return sends
                ? Optional.of(
                        new Inquiry<>(
                                Topic.PEOPLE,
                                new Question.People(),
                                "Which field engineers are there?",
                                Reasons.people(analysis.finding())))
                : Optional.empty();
    }

    private static boolean asked(Kind kind, Snapshot known) {
        return known.of(Question.Documents.class).stream()
                .anyMatch(part -> ((Question.Documents) part.question()).kind() == kind);
    }

    private static Inquiry<?> documents(
            Kind kind, Topic topic, Traits traits, String question, String why) {
        return new Inquiry<>(
                topic,
                Librarian.question(kind, traits),
                question + " Search terms: " + traits.query(),
                why);
    }
}
