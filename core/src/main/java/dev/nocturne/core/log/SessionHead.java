package dev.nocturne.core.log;

/**
 * Where a session's log stands.
 *
 * @param checkpoint the last one stored
 * @param tail the last seq, at least the checkpoint's
 * @param saved whether the session is kept from retention
 * @param damaged whether the checkpoint is not what was stored, so that only the log can be trusted
 */
public record SessionHead(Checkpoint checkpoint, long tail, boolean saved, boolean damaged) {
    /** Of a session whose checkpoint is sound. */
    public SessionHead(Checkpoint checkpoint, long tail, boolean saved) {
        this(checkpoint, tail, saved, false);
    }
}
