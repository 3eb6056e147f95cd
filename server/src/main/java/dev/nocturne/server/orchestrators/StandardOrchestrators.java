package dev.nocturne.server.orchestrators;

import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.investigator.BuiltInInvestigator;
import dev.nocturne.llm.LlmOrchestrator;
import dev.nocturne.llm.LlmSettings;
import dev.nocturne.llm.agent.Patience;
import dev.nocturne.llm.lead.ApprovalPolicy;
import dev.nocturne.llm.lead.Desk;
import dev.nocturne.llm.mcp.McpServers;
import dev.nocturne.llm.privacy.Pseudonyms;
import dev.nocturne.llm.provider.AnswerBudget;
import dev.nocturne.llm.provider.Models;
import dev.nocturne.server.OrchestratorFactory;
import dev.nocturne.server.Orchestrators;
import dev.nocturne.server.environments.ServedEnvironments;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Creates the built-in investigator and the model-driven orchestrator. The latter is the default
 * where a model is configured and ready, else the former, which needs no configuration.
 */
public final class StandardOrchestrators implements OrchestratorFactory {
    private final LlmSettings settings;
    private final InstantSource clock;

    public StandardOrchestrators(LlmSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Orchestrators make(ServedEnvironments environments) {
        SecondOpinion opinion = new SecondOpinion(environments::get, UUID::randomUUID);
        AnswerBudget answers = AnswerBudget.ofHeap();
        Models models = new Models(settings.models(), clock, answers);
        McpServers external = new McpServers(settings.mcp(), clock, answers);
        Orchestrator builtIn = new BuiltInInvestigator(environments::get, clock);
        Orchestrator llm =
                new LlmOrchestrator(
                        environments::pack,
                        new Desk(
                                models,
                                opinion,
                                new ApprovalPolicy(
                                        settings.approvals(), settings.approvalTimeout()),
                                external,
                                clock),
                        opinion,
                        new Pseudonyms(settings.privacy()),
                        settings.budget(),
                        new Patience(new SecureRandom(), Thread::sleep));
        boolean modelLeads =
                settings.orchestrator() == null
                        ? models.missing().isEmpty()
                        : settings.orchestrator().equals(llm.name());
        return new Orchestrators(
                modelLeads ? List.of(llm, builtIn) : List.of(builtIn, llm),
                explainDefault(models.missing()),
                () -> {
                    models.close();
                    external.close();
                });
    }

    private String explainDefault(List<String> missing) {
        String lacking = String.join(" ", missing);
        if (settings.orchestrator() != null) {
            return ("chosen by NOCTURNE_ORCHESTRATOR. " + lacking).strip();
        }
        if (settings.models().model() == null) {
            return "no language model configured; set NOCTURNE_MODEL to enable one";
        }
        return missing.isEmpty()
                ? "the model is " + settings.models().model()
                : "the language model cannot be used: " + lacking;
    }
}
