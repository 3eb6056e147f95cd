package dev.nocturne.server;

import dev.nocturne.scenario.Scenarios;

/** Makes the orchestrators of a server from its packs. */
@FunctionalInterface
public interface OrchestratorFactory {
    Orchestrators make(Scenarios scenarios);
}
