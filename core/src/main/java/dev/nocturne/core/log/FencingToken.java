package dev.nocturne.core.log;

/**
 * Proof of a lease. The token grows with every grant for a session, and the store refuses appends
 * with an older token.
 */
public record FencingToken(long value) {}
