package dev.nocturne.investigator;

import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.RunSummary;
import dev.nocturne.environment.Environment;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The built-in orchestrator: deterministic root-cause analysis without a model. The first turn
 * investigates the alert; later ones answer questions about it. What it asks and concludes follows
 * from the alert and the environment's answers alone, so a resumed run repeats its calls under the
 * same keys. How it reasons is described in docs/investigator.md.
 */
public final class BuiltInInvestigator implements Orchestrator {
    /** The name clients choose it by. */
    public static final String NAME = "builtin";

    private final Function<String, Optional<Environment>> environments;
    private final InstantSource clock;

    /**
     * @param environments by name
     * @param clock for the time written on dispatch orders, nothing else
     */
    public BuiltInInvestigator(
            Function<String, Optional<Environment>> environments, InstantSource clock) {
        this.environments = environments;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Deterministic root-cause analysis of the environment's own data; needs no model and no key.";
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    @Override
    public RunSummary run(RunContext run) throws InterruptedException, RunFailure {
        Environment environment =
                environments
                        .apply(run.environment())
                        .orElseThrow(() -> RunFailure.environmentGone(run.environment()));
        if (run.turn() == 0) {
            new Investigation(run, environment, clock).run();
        } else {
            new FollowUp(run, environment, EarlierTurns.of(run)).run();
        }
        return RunSummary.NONE;
    }
}
