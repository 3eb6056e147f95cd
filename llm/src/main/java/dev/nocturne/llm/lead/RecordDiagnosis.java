package dev.nocturne.llm.lead;

import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.llm.agent.Arguments;
import dev.nocturne.llm.agent.Parameters;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.agent.WrongArguments;
import dev.nocturne.llm.grounding.Conclusion;
import dev.nocturne.llm.grounding.EvidenceBook;
import dev.nocturne.llm.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tool that records the model's conclusion in a form that can be checked. Statements without
 * evidence are returned to the model once; after that they are accepted and marked as unsupported.
 * Once a conclusion is accepted, the model gets no more tools and has to answer.
 */
final class RecordDiagnosis implements Tool {
    static final String NAME = "record_diagnosis";

    private static final int TEXT_CHARS = 600;
    private static final int MOST_CAUSES = 10;
    private static final int MOST_AFFECTED = 300;
    private static final int MOST_CLAIMS = 60;
    private static final int MOST_ACTIONS = 30;
    private static final int MOST_CITED = 30;

    private final Topology topology;
    private final EvidenceBook book;
    private boolean sentBack;
    private @Nullable Conclusion accepted;

    RecordDiagnosis(Topology topology, EvidenceBook book) {
        this.topology = topology;
        this.book = book;
    }

    /** The accepted conclusion; empty if there is none yet. */
    Optional<Conclusion> conclusion() {
        return Optional.ofNullable(accepted);
    }

    @Override
    public ToolSpec spec() {
        Parameters cited =
                new Parameters()
                        .text("entity", "its id")
                        .optionalText("why", "one sentence")
                        .optionalTexts("evidence", "ids such as E1");
        return new ToolSpec(
                NAME,
                "Records your conclusion. Call it once, when you know enough and before you write the answer; no tools can be used afterwards. Every statement needs the ids of the evidence that supports it.",
                new Parameters()
                        .choice("verdict", "", true, "fault", "no_fault", "undetermined")
                        .objects("root_causes", "the most likely first", true, cited)
                        .objects(
                                "affected",
                                "the affected entities",
                                false,
                                new Parameters()
                                        .text("entity", "its id")
                                        .optionalText("impact", "down, degraded or at_risk")
                                        .optionalTexts("evidence", "ids such as E1"))
                        .objects(
                                "claims",
                                "further statements that support the conclusion",
                                false,
                                new Parameters()
                                        .text("text", "one sentence")
                                        .optionalTexts("evidence", "ids such as E1"))
                        .objects(
                                "actions",
                                "what to do, in this order",
                                false,
                                new Parameters()
                                        .text("text", "one sentence")
                                        .optionalText(
                                                "runbook", "id of the runbook that recommends it"))
                        .schema());
    }

    @Override
    public Prepared prepare(ObjectNode arguments) throws WrongArguments {
        Conclusion conclusion = read(new Arguments(arguments));
        return new Prepared(
                NAME, conclusion.verdict(), Effect.LOCAL, null, null, key -> record(conclusion));
    }

    private static Conclusion read(Arguments given) throws WrongArguments {
        String verdict = given.choice("verdict", "", List.of("fault", "no_fault", "undetermined"));
        if (verdict.isEmpty()) {
            throw new WrongArguments("\"verdict\" is missing.");
        }
        List<Conclusion.Cause> causes = new ArrayList<>();
        for (Arguments one : given.objects("root_causes", MOST_CAUSES)) {
            causes.add(
                    new Conclusion.Cause(
                            one.text("entity", TEXT_CHARS),
                            one.optionalText("why", TEXT_CHARS),
                            one.texts("evidence", MOST_CITED)));
        }
        if (verdict.equals("fault") && causes.isEmpty()) {
            throw new WrongArguments("A fault needs at least one of \"root_causes\".");
        }
        List<Conclusion.Affected> affected = new ArrayList<>();
        for (Arguments one : given.objects("affected", MOST_AFFECTED)) {
            affected.add(
                    new Conclusion.Affected(
                            one.text("entity", TEXT_CHARS),
                            one.optionalText("impact", TEXT_CHARS),
                            one.texts("evidence", MOST_CITED)));
        }
        List<Conclusion.Claim> claims = new ArrayList<>();
        for (Arguments one : given.objects("claims", MOST_CLAIMS)) {
            claims.add(
                    new Conclusion.Claim(
                            one.text("text", TEXT_CHARS), one.texts("evidence", MOST_CITED)));
        }
        List<Conclusion.Action> actions = new ArrayList<>();
        for (Arguments one : given.objects("actions", MOST_ACTIONS)) {
            actions.add(
                    new Conclusion.Action(
                            one.text("text", TEXT_CHARS), one.optionalText("runbook", TEXT_CHARS)));
        }
        return new Conclusion(verdict, causes, affected, claims, actions, false);
    }

    private ToolResult record(Conclusion conclusion) {
        List<String> objections = findObjections(conclusion);
        if (!objections.isEmpty() && !sentBack) {
            sentBack = true;
            return ToolResult.text(
                    "Not recorded yet:\n- "
                            + String.join("\n- ", objections)
                            + "\nFind the evidence, or leave the statement out, and record again. Statements that still have no evidence will be marked as unsupported.");
        }
        accepted = conclusion;
        return ToolResult.text(
                "Recorded. Now write the answer for the people on call, with evidence ids in brackets such as [E1].");
    }

    private List<String> findObjections(Conclusion conclusion) {
        List<String> objections = new ArrayList<>();
        conclusion
                .causes()
                .forEach(cause -> {
                    if (!topology.contains(cause.entity())) {
                        objections.add("There is no entity \"" + cause.entity() + "\".");
                    }
                    if (isUnsupported(cause.evidence())) {
                        objections.add(
                                "The cause "
                                        + cause.entity()
                                        + " has no evidence id of this session.");
                    }
                });
        conclusion.affected().stream()
                .filter(one -> !topology.contains(one.entity()))
                .forEach(one -> objections.add("There is no entity \"" + one.entity() + "\"."));
        conclusion.claims().stream()
                .filter(claim -> isUnsupported(claim.evidence()))
                .forEach(claim -> objections.add("No evidence id for: " + claim.text()));
        return objections;
    }

    private boolean isUnsupported(List<String> cited) {
        return book.lacks(cited);
    }
}
