package dev.nocturne.llm.provider;

import dev.nocturne.llm.model.Usage;

/**
 * The price of a model, in US dollars per million tokens.
 *
 * @param input price of tokens read
 * @param output price of tokens written
 * @param cached price of tokens read from the provider's cache
 */
public record Price(double input, double output, double cached) {
    private static final double MILLION = 1_000_000;

    /** The cost of the tokens in US dollars. */
    public double of(Usage usage) {
        return ((usage.input() - usage.cached()) * input
                        + usage.cached() * cached
                        + usage.output() * output)
                / MILLION;
    }
}
