package dev.nocturne.sources.pack.sqlite;

import java.sql.SQLException;

/** How asking a {@link MemoryDatabase} ended. */
public sealed interface Outcome<T> {

    /** The work's result. */
    record Done<T>(T value) implements Outcome<T> {}

    /** SQLite refused the work. */
    record Failed<T>(SQLException cause) implements Outcome<T> {}

    /** The work was stopped at its time limit. */
    record TimedOut<T>() implements Outcome<T> {}

    /** The work was stopped because queries together took too much memory. */
    record OutOfMemory<T>() implements Outcome<T> {}

    /** No connection came free in time. */
    record Busy<T>() implements Outcome<T> {}

    /** All connections are busy with work that was interrupted and has not ended yet. */
    record Stuck<T>() implements Outcome<T> {}
}
