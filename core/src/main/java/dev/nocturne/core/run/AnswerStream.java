package dev.nocturne.core.run;

/**
 * An answer being written. Text arrives in pieces of any size and goes out as deltas, one at most
 * every 50 ms or 1 kB; reasoning blocks are taken out, also across piece borders. On a resumed run
 * text that was already told is not told again.
 */
public interface AnswerStream extends AutoCloseable {
    /** Adds a piece. Returns when it is accepted, not when it is told. */
    void write(String piece);

    /** Completes the answer. Durable when it returns. Does nothing the second time. */
    @Override
    void close();
}
