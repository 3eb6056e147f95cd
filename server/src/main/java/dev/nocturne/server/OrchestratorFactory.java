package dev.nocturne.server;

import dev.nocturne.server.environments.ServedEnvironments;

/** Creates the orchestrators of a server from what it can ask about. */
@FunctionalInterface
public interface OrchestratorFactory {
    Orchestrators make(ServedEnvironments environments);
}
