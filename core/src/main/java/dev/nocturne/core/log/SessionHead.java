package dev.nocturne.core.log;

/**
 * A session's checkpoint and tail.
 *
 * @param checkpoint the last one stored
 * @param tail the last seq, at least the checkpoint's
 * @param saved whether the session is exempt from retention
 * @param damaged whether the checkpoint differs from what was stored, so that only the log can be
 *     trusted
 */
public record SessionHead(Checkpoint checkpoint, long tail, boolean saved, boolean damaged) {
    /** The head of a session whose checkpoint is intact. */
    public SessionHead(Checkpoint checkpoint, long tail, boolean saved) {
        this(checkpoint, tail, saved, false);
    }
}
