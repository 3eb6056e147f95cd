package dev.nocturne.server;

import dev.nocturne.sources.pack.Packs;

/** Creates the orchestrators of a server from its packs. */
@FunctionalInterface
public interface OrchestratorFactory {
    Orchestrators make(Packs packs);
}
