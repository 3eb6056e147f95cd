package dev.nocturne.core;

import java.util.random.RandomGenerator;

/**
 * Generates ids: a prefix and 20 random characters of {@code [a-z0-9]}, about 103 bits. Thread-safe
 * if the random generator is.
 */
public final class Ids {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 20;

    private final RandomGenerator random;

    public Ids(RandomGenerator random) {
        this.random = random;
    }

    public String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
