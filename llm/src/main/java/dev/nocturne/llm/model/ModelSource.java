package dev.nocturne.llm.model;

import java.util.List;

/** Provides the configured models. */
public interface ModelSource {
    /** The settings that a model still needs before it can be used, one sentence each. */
    List<String> missing();

    /**
     * The model for an agent.
     *
     * @param agent its name in the pack
     * @param requested the model that the pack names for it, {@code provider:model}; the default
     *     model is used if this is anything else or its provider is not configured
     * @throws IllegalStateException if settings are {@link #missing()}
     */
    ChatModel of(String agent, String requested);

    /** The cost of the tokens in US dollars; NaN if the model has no configured price. */
    double cost(ModelIdentity model, Usage usage);
}
