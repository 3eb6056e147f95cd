package dev.nocturne.investigator.followup;

import dev.nocturne.environment.names.NamedEntities;

/** Knows which entities of the environment a text names. */
@FunctionalInterface
public interface Namer {
    NamedEntities findNamed(String text) throws InterruptedException;
}
