package dev.nocturne.investigator.action;

import dev.nocturne.scenario.knowledge.SearchHit;
import java.util.List;

/**
 * A document that fits, and why.
 *
 * @param reasons in words, the strongest first
 */
public record Match(String id, String title, double score, List<String> reasons, SearchHit hit) {
    public Match {
        reasons = List.copyOf(reasons);
    }

    public String why() {
        return String.join("; ", reasons);
    }
}
