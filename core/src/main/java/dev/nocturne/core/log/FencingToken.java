package dev.nocturne.core.log;

/**
 * Proof of a lease. Grows with every grant for a session; the store refuses an append with an older
 * one.
 */
public record FencingToken(long value) {}
