package dev.nocturne.core.run;

/**
 * The stream of an answer that is being written. Text arrives in pieces of any size and is
 * published in deltas, one for each 50 ms or 1 kB at most. Reasoning blocks are removed, also where
 * they span several pieces. A resumed run does not publish again what was already published.
 */
public interface AnswerStream extends AutoCloseable {
    /** Adds a piece. Returns when it is accepted, which may be before it is published. */
    void write(String piece);

    /** Completes the answer. Durable when it returns. Further calls do nothing. */
    @Override
    void close();
}
