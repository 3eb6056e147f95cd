package dev.nocturne.environment.document;

import java.util.List;

/**
 * What a search found.
 *
 * @param best the best passages, the best first
 * @param total how many passages match in all
 */
public record Passages(List<Passage> best, int total) {
    public Passages {
        best = List.copyOf(best);
    }
}
