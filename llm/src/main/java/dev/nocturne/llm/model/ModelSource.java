package dev.nocturne.llm.model;

import java.util.List;

/** The models that are configured. */
public interface ModelSource {
    /** The settings that are missing before a model can be used, a sentence each. */
    List<String> missing();

    /**
     * The model for an agent.
     *
     * @param agent its name in the pack
     * @param requested the model the pack names for it, {@code provider:model}; anything else, or
     *     one whose provider is not configured, means the configured model
     * @throws IllegalStateException while something is {@link #missing()}
     */
    ChatModel of(String agent, String requested);

    /** What those tokens cost in US dollars; NaN when the model has no price. */
    double cost(ModelIdentity model, Usage usage);
}
