package dev.nocturne.server;

import java.util.List;

/**
 * What a start reports to the person who started the server.
 *
 * @param url where it answers, e.g. {@code http://127.0.0.1:8080}
 * @param store where sessions are kept
 * @param scenarios names of the packs, the default one first
 * @param orchestrators names, the default one first
 * @param whyFirst why the first orchestrator is the default; empty when there is nothing to say
 * @param warnings what is wrong but does not keep the server from working: packs that were refused,
 *     a mistake a line
 */
public record ServerFacts(
        String url,
        String store,
        List<String> scenarios,
        List<String> orchestrators,
        String whyFirst,
        List<String> warnings) {
    public ServerFacts {
        scenarios = List.copyOf(scenarios);
        orchestrators = List.copyOf(orchestrators);
        warnings = List.copyOf(warnings);
    }
}
