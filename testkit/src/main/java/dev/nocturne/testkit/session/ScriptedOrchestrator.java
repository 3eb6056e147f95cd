package dev.nocturne.testkit.session;

import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.RunSummary;

/** An orchestrator that does what a test tells it. */
public final class ScriptedOrchestrator implements Orchestrator {
    /** What to do in a run. */
    @FunctionalInterface
    public interface Script {
        void play(RunContext run) throws InterruptedException, RunFailure;
    }

    private final String name;
    private volatile Script script;

    public ScriptedOrchestrator(String name, Script script) {
        this.name = name;
        this.script = script;
    }

    /** From the next run on. */
    public void play(Script next) {
        script = next;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Follows a script.";
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    @Override
    public RunSummary run(RunContext run) throws InterruptedException, RunFailure {
        script.play(run);
        return RunSummary.NONE;
    }
}
