package dev.nocturne.core.log;

/**
 * What became of an append. Anything thrown instead means: doubtful, it may or may not have
 * happened.
 */
public sealed interface AppendResult {
    /** Durable; {@code tail} is the log's last seq now. */
    record Appended(long tail) implements AppendResult {}

    /** Nothing was written: the log's tail is {@code tail}, not what the writer expected. */
    record Conflict(long tail) implements AppendResult {}

    /** Nothing was written: the token is not the current one, or the session was deleted. */
    record Fenced() implements AppendResult {}
}
