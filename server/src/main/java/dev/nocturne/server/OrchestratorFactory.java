package dev.nocturne.server;

import dev.nocturne.scenario.Scenarios;

/** Creates the orchestrators of a server from its packs. */
@FunctionalInterface
public interface OrchestratorFactory {
    Orchestrators make(Scenarios scenarios);
}
