package dev.nocturne.environment.names;

import java.util.List;
import java.util.Optional;

/**
 * A word of an alert that is meant as an entity's id and is none.
 *
 * @param suggestions ids that are written nearly the same, the likeliest first
 */
public record UnknownName(String word, List<String> suggestions) {
    public UnknownName {
        suggestions = List.copyOf(suggestions);
    }

    /** The id that the word is taken for: the only one that is nearly the same. */
    public Optional<String> nearest() {
        return suggestions.size() == 1 ? Optional.of(suggestions.getFirst()) : Optional.empty();
    }

    /** A sentence that says so and, where it helps, asks back. */
    public String words() {
        String unknown = word + " is not known in this environment";
        return switch (suggestions.size()) {
            case 0 -> unknown + ".";
            case 1 -> unknown + "; it was taken for " + suggestions.getFirst() + ".";
            default -> unknown + "; did you mean " + String.join(" or ", suggestions) + "?";
        };
    }
}
