package dev.nocturne.sources.pack.knowledge;

import java.util.List;

/** What a search came to. */
public sealed interface SearchResult {

    /**
     * Passages found, the best first.
     *
     * @param total how many passages match in all
     */
    record Found(List<SearchHit> hits, int total) implements SearchResult {
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /** The search could not be done now; the message is a sentence. */
    record SearchFailed(String message) implements SearchResult {}
}
