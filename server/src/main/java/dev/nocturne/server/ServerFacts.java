package dev.nocturne.server;

import java.util.List;

/**
 * What a start reports to the person who started the server.
 *
 * @param url where it answers, e.g. {@code http://127.0.0.1:8080}
 * @param store where sessions are kept
 * @param environments names, the default one first
 * @param orchestrators names, the default one first
 * @param tokens whether clients need a token, and where the tokens come from; without secrets
 * @param defaultReason why the first orchestrator is the default; empty when that is obvious
 * @param warnings the mistakes in packs that were refused, one line each
 */
public record ServerFacts(
        String url,
        String store,
        List<String> environments,
        List<String> orchestrators,
        String tokens,
        String defaultReason,
        List<String> warnings) {
    public ServerFacts {
        environments = List.copyOf(environments);
        orchestrators = List.copyOf(orchestrators);
        warnings = List.copyOf(warnings);
    }
}
