package dev.nocturne.core.log;

/** The outcome of an append. {@link EventLog} says what a thrown fault means. */
public sealed interface AppendResult {
    /**
     * The events are durable, from this attempt or an earlier one; {@code tail} is the seq of the
     * last.
     */
    record Appended(long tail) implements AppendResult {}

    /**
     * Nothing was written: the log's tail is {@code tail}, not the one that the writer expected.
     */
    record Conflict(long tail) implements AppendResult {}

    /** Nothing was written: the token is not the current one, or the session was deleted. */
    record Fenced() implements AppendResult {}
}
