package dev.nocturne.scenarios;

import java.util.List;
import java.util.Random;

/**
 * Seeded random numbers, with an independent stream per series name, so that adding a series does
 * not change the others. Uses {@link Random}, whose algorithm is part of its specification.
 */
public final class Noise {
    private final Random random;

    private Noise(Random random) {
        this.random = random;
    }

    /** Creates the stream of one series. */
    public static Noise of(long seed, String series) {
        return new Noise(new Random(seed * 1_000_003L + series.hashCode()));
    }

    /** A normally distributed number with mean 0. */
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
