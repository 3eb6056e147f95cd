package dev.nocturne.core.session;

/**
 * What an accepted command came to.
 *
 * @param seqBefore the log's tail before it
 * @param state after it
 */
record Committed(long seqBefore, SessionState state) {}
