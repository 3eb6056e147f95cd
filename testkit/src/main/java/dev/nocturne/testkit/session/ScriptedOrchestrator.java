package dev.nocturne.testkit.session;

import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.RunSummary;

/** An orchestrator whose runs execute a test's script. */
public final class ScriptedOrchestrator implements Orchestrator {
    /** What a run does. */
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

    /** Sets the script for the next runs. */
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
