package dev.nocturne.llm.lead;

import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.RunSummary;
import dev.nocturne.llm.agent.AgentLoop;
import dev.nocturne.llm.agent.ModelCalls;
import dev.nocturne.llm.agent.Spending;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.grounding.AnswerReader;
import dev.nocturne.llm.grounding.Conclusion;
import dev.nocturne.llm.grounding.DiagnosisEvent;
import dev.nocturne.llm.grounding.EvidenceBook;
import dev.nocturne.llm.grounding.Findings;
import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.specialist.PackTools;
import dev.nocturne.llm.specialist.Specialist;
import dev.nocturne.sources.pack.Agent;
import dev.nocturne.sources.pack.Pack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One turn that a model leads: its conversation, tools, answer and diagnosis. */
public final class Lead {
    /** The name of this orchestrator in diagnoses and lists. */
    public static final String ORCHESTRATOR = "llm";

    private final RunContext run;
    private final Pack pack;
    private final Desk desk;
    private final @Nullable Findings findings;
    private final Instant asOf;
    private final Agent agent;
    private final Spending spending;
    private final ModelCalls calls;
    private final PastTurns earlier;
    private final EvidenceBook book;
    private final RecordDiagnosis record;
    private final AnswerWriter writer;
    private final Set<String> notices = new HashSet<>();

    /**
     * @param findings the built-in investigator's findings on the session's alert; null if there
     *     are none
     */
    public Lead(
            RunContext run,
            Pack pack,
            Desk desk,
            @Nullable Findings findings,
            Spending spending,
            ModelCalls calls) {
        this.run = run;
        this.pack = pack;
        this.desk = desk;
        this.findings = findings;
        this.asOf = findings == null ? desk.clock().instant() : findings.asOf();
        this.agent =
                pack.manifest().agents().stream()
                        .filter(Agent::orchestrator)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "pack " + pack.name() + " has no orchestrator"));
        this.spending = spending;
        this.calls = calls;
        this.earlier = PastTurns.read(run);
        this.book = new EvidenceBook(earlier.evidence(), earlier.calls());
        this.record = new RecordDiagnosis(pack.topology(), book);
        this.writer = new AnswerWriter(run, this::emitRecordedDiagnosis);
    }

    /**
     * Runs the turn until its answer is complete.
     *
     * @throws RunFailure if no model gives one; the findings so far are reported first
     */
    public RunSummary run() throws RunFailure, InterruptedException {
        ChatModel model = desk.models().of(agent.name(), agent.model());
        AgentLoop loop =
                new AgentLoop(
                        new AgentLoop.Task(
                                agent.name(),
                                turnPrefix() + "m",
                                model,
                                tools(),
                                conversation(),
                                () -> record.conclusion().isPresent()),
                        calls,
                        spending,
                        new LeadCalls(run, book, spending, calls, desk.clock()),
                        writer);
        try {
            finishAnswer(loop.run());
            return new RunSummary(tokens());
        } catch (ModelFailure failure) {
            throw fail(
                    failure.kind().code(),
                    String.valueOf(failure.getMessage()),
                    failure.kind().retryable());
        } catch (RunFailure failure) {
            throw fail(failure.code(), String.valueOf(failure.getMessage()), failure.recoverable());
        }
    }

    /** A prefix that makes keys unique in a session, so that a recording may hold several turns. */
    private String turnPrefix() {
        return run.turn() == 0 ? "" : "t" + run.turn() + ".";
    }

    private List<Message> conversation() {
        List<Message> messages = new ArrayList<>();
        messages.add(new Message.Instructions(Prompts.lead(agent, asOf)));
        messages.addAll(earlier.messages());
        messages.add(
                new Message.Input(run.turn() == 0 ? Prompts.alert(run.message()) : run.message()));
        return messages;
    }

    private List<Tool> tools() throws InterruptedException {
        List<Tool> tools = new ArrayList<>();
        for (Agent other : pack.manifest().agents()) {
            if (!other.orchestrator()
                    && (agent.connectedAgents().isEmpty()
                            || agent.connectedAgents().contains(other.name()))) {
                List<ExternalTool> external = external(other);
                tools.add(createSpecialist(other, external));
                external.stream().filter(tool -> !tool.reads()).forEach(tools::add);
            }
        }
        if (findings != null) {
            tools.add(new FindingsTool(findings));
        }
        if (desk.dispatch().possible(pack.name())) {
            tools.add(
                    new DispatchTool(
                            desk.dispatch(), run, pack.topology(), desk.approvals(), desk.clock()));
        }
        tools.addAll(external(agent));
        tools.add(record);
        Set<String> names = new HashSet<>();
        return tools.stream().filter(tool -> names.add(tool.spec().name())).toList();
    }

    private List<ExternalTool> external(Agent of) throws InterruptedException {
        return desk.external().toolsFor(of.name(), this::notice).stream()
                .map(tool -> new ExternalTool(tool, desk.approvals()))
                .toList();
    }

    /** Reports trouble with external tools once, though several agents share a server. */
    private void notice(String sentence) {
        if (notices.add(sentence)) {
            run.status(sentence);
        }
    }

    /** A specialist gets only reading tools; those with side effects go to the lead. */
    private Specialist createSpecialist(Agent other, List<ExternalTool> external) {
        List<Tool> tools = new ArrayList<>(PackTools.of(pack, other, asOf));
        external.stream().filter(ExternalTool::reads).forEach(tools::add);
        return new Specialist(
                other,
                desk.models().of(other.name(), other.model()),
                tools,
                Prompts.specialist(other, asOf),
                run,
                calls,
                spending);
    }

    private void finishAnswer(AgentLoop.Ending ending) {
        String closing =
                ending.stop() == null
                        ? ""
                        : "\n\n*Partial answer: " + ending.stop().reason() + ".*";
        String text = ending.text().isBlank() ? partialReport() : ending.text();
        writer.finish(text, closing);
        if (run.turn() == 0 && record.conclusion().isEmpty()) {
            emitDiagnosis(AnswerReader.read(text, pack.topology()), ending.stop() != null);
        }
    }

    /** Called before the answer begins. */
    private void emitRecordedDiagnosis() {
        record.conclusion().ifPresent(conclusion -> emitDiagnosis(conclusion, false));
    }

    private void emitDiagnosis(Conclusion conclusion, boolean partial) {
        ObjectNode diagnosis =
                DiagnosisEvent.of(ORCHESTRATOR, conclusion, book, pack.topology(), findings);
        if (partial) {
            diagnosis.put("partial", true);
        }
        run.emitOnce("diagnosis", diagnosis);
    }

    /** Reports the findings so far, then fails the turn because no model answers. */
    private RunFailure fail(String code, String message, boolean recoverable) {
        Optional<Conclusion> accepted = record.conclusion();
        if (!writer.hasBegun()) {
            if (accepted.isEmpty() && findings != null && run.turn() == 0) {
                run.emitOnce(
                        "diagnosis",
                        DiagnosisEvent.ofFindings(ORCHESTRATOR, book, findings, message));
            }
            writer.finish(partialReport(), "");
        } else {
            writer.finish("", "\n\n*Partial answer: the model could not continue.*");
        }
        return new RunFailure(code, message, recoverable);
    }

    private String partialReport() {
        return PartialReport.write(book, findings);
    }

    private ObjectNode tokens() {
        ObjectNode tokens = JsonNodeFactory.instance.objectNode();
        tokens.put("input", spending.usage().input()).put("output", spending.usage().output());
        if (spending.usage().cached() > 0) {
            tokens.put("cached", spending.usage().cached());
        }
        if (!Double.isNaN(spending.dollars())) {
            tokens.put("cost", Math.round(spending.dollars() * 1e6) / 1e6);
        }
        return tokens;
    }
}
