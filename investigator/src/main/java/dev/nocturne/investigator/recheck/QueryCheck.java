package dev.nocturne.investigator.recheck;

import java.util.List;

/**
 * What came of asking again what a piece of evidence rests on.
 *
 * @param evidence its id in the report, such as {@code E3}
 * @param source that answered then
 * @param query as it was asked then
 * @param reason why it could not be asked; else empty
 * @param differences between the answer then and now, at most {@link Recheck#MOST}
 * @param more how many further differences there are
 */
public record QueryCheck(
        String evidence,
        String source,
        String query,
        Outcome outcome,
        String reason,
        List<Difference> differences,
        int more) {
    public QueryCheck {
        differences = List.copyOf(differences);
    }

    /** What came of it. */
    public enum Outcome {
        SAME,
        DIFFERS,
        COULD_NOT_ASK
    }
}
