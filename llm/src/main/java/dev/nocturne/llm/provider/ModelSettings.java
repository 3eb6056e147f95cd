package dev.nocturne.llm.provider;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configured models.
 *
 * @param model the default model; null for no model
 * @param agents models of single agents, by the agents' names in the pack
 * @param openAi the endpoint of models with {@code openai:}
 * @param anthropic the endpoint of models with {@code anthropic:}
 * @param prices prices by {@code provider:model}; the cost of other models is unknown
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
