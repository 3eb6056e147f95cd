package dev.nocturne.investigator;

import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.RunSummary;
import dev.nocturne.scenario.Scenario;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The built-in orchestrator: deterministic root-cause analysis of a pack's data, without a model.
 * The first turn investigates the alert; later ones answer questions about it. What it concludes
 * follows from the alert and the pack alone, so a resumed run repeats its calls under the same
 * keys. How it reasons is told in docs/investigator.md.
 */
public final class BuiltInInvestigator implements Orchestrator {
    /** The name clients choose it by. */
    public static final String NAME = "builtin";

    private final Function<String, Optional<Scenario>> packs;
    private final InstantSource clock;
    private final Analysts analysts;

    /**
     * @param packs the loaded packs by name; they stay open as long as this is used
     * @param analysts shared with whoever else asks for an opinion
     * @param clock tells the time written on dispatch orders, nothing else
     */
    public BuiltInInvestigator(
            Function<String, Optional<Scenario>> packs, Analysts analysts, InstantSource clock) {
        this.packs = packs;
        this.analysts = analysts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Deterministic root-cause analysis of the pack's own data; needs no model and no key.";
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    @Override
    public RunSummary run(RunContext run) throws InterruptedException, RunFailure {
        Scenario scenario =
                packs.apply(run.scenario())
                        .orElseThrow(() -> RunFailure.scenarioGone(run.scenario()));
        // The analysis reads plain memory meanwhile; the queries that show its evidence come after.
        scenario.sql().fillAhead();
        Analyst analyst = analysts.of(scenario);
        if (run.turn() == 0) {
            new Investigation(run, analyst, run.alert(), clock).run();
        } else {
            new FollowUp(run, analyst, EarlierTurns.of(run)).run();
        }
        return RunSummary.NONE;
    }
}
