package dev.nocturne.environment;

import java.time.Instant;

/**
 * Where an answer comes from, exactly enough to ask again.
 *
 * @param source {@link Source#name()}
 * @param language of the query: {@code sql}, {@code promql}, {@code bm25}, or {@code nocturne} for
 *     what is not asked in a language of its own
 * @param query as it was asked; asked again over the same data it gives the same figures
 * @param window the time it was asked about
 * @param askedAt when it was asked
 */
public record Provenance(
        String source, String language, String query, Window window, Instant askedAt) {}
