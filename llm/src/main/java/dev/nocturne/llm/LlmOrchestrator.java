package dev.nocturne.llm;

import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.RunSummary;
import dev.nocturne.llm.agent.Budget;
import dev.nocturne.llm.agent.ModelCalls;
import dev.nocturne.llm.agent.Patience;
import dev.nocturne.llm.agent.Spending;
import dev.nocturne.llm.grounding.Findings;
import dev.nocturne.llm.grounding.FindingsSource;
import dev.nocturne.llm.lead.Desk;
import dev.nocturne.llm.lead.Lead;
import dev.nocturne.llm.privacy.Pseudonyms;
import dev.nocturne.sources.pack.Pack;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The orchestrator that a language model drives. It calls the pack's specialists, which are models
 * too, as tools. Each model answer and each tool result is in the log, from which a run continues
 * after a crash. See docs/llm.md.
 */
public final class LlmOrchestrator implements Orchestrator {
    private final Function<String, Optional<Pack>> packs;
    private final Desk desk;
    private final FindingsSource findings;
    private final Pseudonyms pseudonyms;
    private final Budget budget;
    private final Patience patience;

    /** {@code packs}: finds a loaded pack by its name; packs stay open while this is used. */
    public LlmOrchestrator(
            Function<String, Optional<Pack>> packs,
            Desk desk,
            FindingsSource findings,
            Pseudonyms pseudonyms,
            Budget budget,
            Patience patience) {
        this.packs = packs;
        this.desk = desk;
        this.findings = findings;
        this.pseudonyms = pseudonyms;
        this.budget = budget;
        this.patience = patience;
    }

    @Override
    public String name() {
        return Lead.ORCHESTRATOR;
    }

    @Override
    public String description() {
        return "A language model leads the investigation and calls the pack's specialists; needs a"
                + " model.";
    }

    @Override
    public Readiness readiness() {
        List<String> missing = desk.models().missing();
        return missing.isEmpty() ? new Readiness.Ready() : new Readiness.NotReady(missing);
    }

    @Override
    public Readiness readinessIn(String environment) {
        if (packs.apply(environment).isEmpty()) {
            return new Readiness.NotReady(
                    List.of("It can read packs only, and " + environment + " is none."));
        }
        return readiness();
    }

    @Override
    public RunSummary run(RunContext run) throws InterruptedException, RunFailure {
        Pack pack =
                packs.apply(run.environment())
                        .orElseThrow(() -> RunFailure.environmentGone(run.environment()));
        Optional<Findings> found = findings.of(pack.name(), run.alert());
        Spending spending = new Spending(budget, desk.clock());
        ModelCalls calls =
                new ModelCalls(run, desk.models(), pseudonyms, spending, patience, desk.clock());
        return new Lead(run, pack, desk, found.orElse(null), spending, calls).run();
    }
}
