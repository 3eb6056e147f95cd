package dev.nocturne.core.log;

/** What became of an append. What a fault means that is thrown instead: {@link EventLog}. */
public sealed interface AppendResult {
    /** Durable, now or since an earlier try; {@code tail} is the seq of its last event. */
    record Appended(long tail) implements AppendResult {}

    /** Nothing was written: the log's tail is {@code tail}, not what the writer expected. */
    record Conflict(long tail) implements AppendResult {}

    /** Nothing was written: the token is not the current one, or the session was deleted. */
    record Fenced() implements AppendResult {}
}
