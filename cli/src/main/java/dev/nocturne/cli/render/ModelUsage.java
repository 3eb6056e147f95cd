package dev.nocturne.cli.render;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tokens and cost of models, for the end of a footer. */
final class ModelUsage {
    private ModelUsage() {}

    /** Such as {@code " · 1,200 tokens in, 300 out · $0.0042"}; empty when no model was used. */
    static String of(@Nullable JsonNode tokens) {
        if (tokens == null || !tokens.path("input").isNumber()) {
            return "";
        }
        String text =
                String.format(
                        Locale.ROOT,
                        " · %,d tokens in, %,d out",
                        tokens.path("input").asLong(0),
                        tokens.path("output").asLong(0));
        double cost = tokens.path("cost").asDouble(Double.NaN);
        return Double.isNaN(cost) ? text : text + String.format(Locale.ROOT, " · $%.4f", cost);
    }
}
