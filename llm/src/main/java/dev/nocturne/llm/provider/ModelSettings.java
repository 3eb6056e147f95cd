package dev.nocturne.llm.provider;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models that may be asked.
 *
 * @param model for all that have none of their own; null when there is to be none
 * @param agents models of agents, by their names in the pack
 * @param openAi where models of {@code openai:} are
 * @param anthropic where models of {@code anthropic:} are
 * @param prices by {@code provider:model}; the cost of a model that is not in it is unknown
 */
public record ModelSettings(
        @Nullable ModelName model,
        Map<String, ModelName> agents,
        Endpoint openAi,
        Endpoint anthropic,
        Map<String, Price> prices) {
    public static final URI OPENAI_BASE = URI.create("https://api.openai.com/v1");
    public static final URI ANTHROPIC_BASE = URI.create("https://api.anthropic.com/v1");

    /** No model. */
    public static final ModelSettings NONE =
            new ModelSettings(
                    null,
                    Map.of(),
                    new Endpoint(OPENAI_BASE, null),
                    new Endpoint(ANTHROPIC_BASE, null),
                    Map.of());

    public ModelSettings {
        agents = Map.copyOf(agents);
        prices = Map.copyOf(prices);
    }
}
