package dev.nocturne.core.log;

/**
 * Where a session's log stands.
 *
 * @param checkpoint the last one stored
 * @param tail the last seq, at least the checkpoint's
 * @param saved whether the session is kept from retention
 */
public record SessionHead(Checkpoint checkpoint, long tail, boolean saved) {}
