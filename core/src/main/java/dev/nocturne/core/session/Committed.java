package dev.nocturne.core.session;

/**
 * The outcome of an accepted command.
 *
 * @param seqBefore the log's tail before the command
 * @param state after the command
 */
record Committed(long seqBefore, SessionState state) {}
