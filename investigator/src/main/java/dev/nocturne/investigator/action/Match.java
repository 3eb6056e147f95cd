package dev.nocturne.investigator.action;

import dev.nocturne.environment.document.Passage;
import java.util.List;

/**
 * A document that fits, and why.
 *
 * @param reasons in words, the strongest first
 * @param passage the passage that was found
 */
public record Match(String id, String title, double score, List<String> reasons, Passage passage) {
    public Match {
        reasons = List.copyOf(reasons);
    }

    public String why() {
        return String.join("; ", reasons);
    }
}
