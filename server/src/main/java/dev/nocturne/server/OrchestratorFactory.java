package dev.nocturne.server;

import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.scenario.Scenarios;
import java.util.List;

/** Makes the orchestrators of a server from its packs; the first one is the default. */
@FunctionalInterface
public interface OrchestratorFactory {
    List<Orchestrator> make(Scenarios scenarios);
}
