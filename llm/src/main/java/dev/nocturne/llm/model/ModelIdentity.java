package dev.nocturne.llm.model;

/**
 * Which model answers, and where.
 *
 * @param provider {@code openai}, {@code anthropic}, {@code replay}
 * @param model the provider's name for it
 * @param host the host of the provider, with any unusual port; empty if nothing is sent
 * @param local whether requests stay on this machine or in a private network
 */
public record ModelIdentity(String provider, String model, String host, boolean local) {
    /** The name in configurations: {@code provider:model}. */
    public String name() {
        return provider + ":" + model;
    }
}
