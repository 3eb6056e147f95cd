package dev.nocturne.server;

import dev.nocturne.core.run.Orchestrator;
import java.util.List;

/**
 * The orchestrators of a server.
 *
 * @param all the first one is the default
 * @param defaultReason why the first one is the default, for the person who starts the server;
 *     empty when that is obvious
 * @param release frees what they hold, after the last of their runs
 */
public record Orchestrators(List<Orchestrator> all, String defaultReason, Runnable release) {
    public Orchestrators {
        all = List.copyOf(all);
    }

    /** Orchestrators that hold nothing. */
    public static Orchestrators of(Orchestrator... all) {
        return new Orchestrators(List.of(all), "", () -> {});
    }
}
