package dev.nocturne.llm.model;

/**
 * Which model answers, and where.
 *
 * @param provider {@code openai}, {@code anthropic}, {@code replay}
 * @param model the provider's name for it
 * @param host where requests go, with a port unless it is the usual one; empty when they go nowhere
 * @param local whether they stay on this machine or a private network
 */
public record ModelIdentity(String provider, String model, String host, boolean local) {
    /** As in the configuration: {@code provider:model}. */
    public String name() {
        return provider + ":" + model;
    }
}
