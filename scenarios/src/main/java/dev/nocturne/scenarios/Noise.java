package dev.nocturne.scenarios;

import java.util.List;
import java.util.Random;

/**
 * Seeded randomness, one independent stream per series name: adding a series leaves the others as
 * they were. {@link Random} because its algorithm is part of its specification.
 */
public final class Noise {
    private final Random random;

    private Noise(Random random) {
        this.random = random;
    }

    /** The stream of one series. */
    public static Noise of(long seed, String series) {
        return new Noise(new Random(seed * 1_000_003L + series.hashCode()));
    }

    /** Normally distributed around 0. */
    public double normal(double deviation) {
        return random.nextGaussian() * deviation;
    }

    public double between(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
