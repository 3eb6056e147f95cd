package dev.nocturne.investigator;

import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Dispatcher;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Orders;
import dev.nocturne.investigator.action.Plan;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.analysis.Analyst;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.gather.Gathering;
import dev.nocturne.investigator.gather.KnowledgeQuestions;
import dev.nocturne.investigator.gather.TelemetryQuestions;
import dev.nocturne.investigator.report.AnswerText;
import dev.nocturne.investigator.report.Case;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.report.Contradictions;
import dev.nocturne.investigator.report.DiagnosisJson;
import dev.nocturne.investigator.report.NotChecked;
import dev.nocturne.investigator.wording.Say;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** One alert, from the first question to the answer: gather, think, ask again, report. */
final class Investigation {
    private final RunContext run;
    private final InstantSource clock;
    private final Analyst analyst = new Analyst();
    private final Calls calls;

    Investigation(RunContext run, Environment environment, InstantSource clock) {
        this.run = run;
        this.clock = clock;
        this.calls = new Calls(run, environment, new Remarks(run.alert(), analyst), 1);
    }

    void run() throws InterruptedException {
        Gathering gathering = new Gathering(calls);
        Snapshot known =
                gathering.gather(Snapshot.empty(), new TelemetryQuestions(run.alert(), analyst));
        show(analyst.analyse(run.alert(), known));
        known = gathering.gather(known, new KnowledgeQuestions(run.alert(), analyst));
        Analysis analysis = analyst.analyse(run.alert(), known);
        List<Match> runbooks = documents(Kind.RUNBOOKS, analysis);
        Optional<Dispatch> dispatch = dispatch(analysis, runbooks);
        conclude(analysis, runbooks, dispatch);
    }

    /** What was concluded, for the eye. */
    private void show(Analysis analysis) throws InterruptedException {
        Finding finding = analysis.finding();
        calls.call(
                Topic.CAUSE,
                Specialists.GRAPH,
                "Which single failure explains this best?",
                Say.count(finding.hypotheses().size(), "candidate is", "candidates are")
                        + " left; what the failure of each would cause is compared with what was seen.",
                false,
                () -> GraphDesk.causes(finding));
        if (finding.verdict() != Verdict.NO_FAULT && !finding.hypotheses().isEmpty()) {
            String cause = finding.graph().id(finding.hypotheses().getFirst().entity());
            calls.call(
                    Topic.IMPACT,
                    Specialists.GRAPH,
                    "Who is affected by " + cause + ", and what does it cost?",
                    cause + " is the most probable cause; what depends on it decides the urgency.",
                    false,
                    () -> GraphDesk.impact(finding, analysis.impact()));
        }
    }

    private static List<Match> documents(Kind kind, Analysis analysis) {
        Passages none = new Passages(List.of(), 0);
        return Librarian.choose(analysis.snapshot().passages(kind).orElse(none), analysis.traits());
    }

    private Optional<Dispatch> dispatch(Analysis analysis, List<Match> runbooks)
            throws InterruptedException {
        Optional<Dispatch> chosen =
                new Dispatcher(analysis.snapshot())
                        .choose(analysis.finding(), analysis.impact(), runbooks);
        if (chosen.isEmpty()) {
            return chosen;
        }
        Dispatch d = chosen.get();
        boolean ordered =
                calls.call(
                        Topic.DISPATCH,
                        Specialists.DISPATCH,
                        "Send " + d.name() + " to " + d.description() + " (" + d.urgency() + ")",
                        "The site needs a visit, and "
                                + d.name()
                                + " fits best: "
                                + d.reason()
                                + ".",
                        true,
                        () -> order(d));
        return ordered ? chosen : Optional.empty();
    }

    private ToolResult order(Dispatch d) {
        ObjectNode action = Orders.action(d, run.session().value() + "-" + run.turn());
        action.put("dispatch_time", clock.instant().toString());
        return new ToolResult(Orders.words(d), List.of(), List.of(), action, null);
    }

    private void conclude(Analysis analysis, List<Match> runbooks, Optional<Dispatch> dispatch) {
        List<String> gaps = new ArrayList<>(calls.failures());
        gaps.addAll(NotChecked.of(analysis));
        Case report =
                new Case(
                        analysis,
                        calls.evidence(),
                        calls.sources(),
                        runbooks,
                        documents(Kind.TICKETS, analysis),
                        Plan.of(runbooks, analysis.traits()),
                        dispatch,
                        Contradictions.of(analysis.finding()),
                        gaps);
        run.emitOnce("diagnosis", DiagnosisJson.of(report));
        try (AnswerStream answer = run.answer()) {
            AnswerText.of(report).lines().forEach(line -> answer.write(line + "\n"));
        }
    }
}
