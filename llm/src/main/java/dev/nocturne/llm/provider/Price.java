package dev.nocturne.llm.provider;

import dev.nocturne.llm.model.Usage;

/**
 * What a model costs, in US dollars for a million tokens.
 *
 * @param input read
 * @param output written
 * @param cached read that the provider had cached
 */
public record Price(double input, double output, double cached) {
    private static final double MILLION = 1_000_000;

    /** In US dollars. */
    public double of(Usage usage) {
        return ((usage.input() - usage.cached()) * input
                        + usage.cached() * cached
                        + usage.output() * output)
                / MILLION;
    }
}
