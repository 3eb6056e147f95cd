package dev.nocturne.llm.provider;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of all answers of models and MCP servers that are being read, so that many large ones
 * at once cannot fill the heap. Each reader adds what it has taken in and gives it back when it is
 * done. Safe for any number of threads.
 */
public final class AnswerBudget {
    /** One answer, from a model or an MCP server: four times the largest tool result kept. */
    public static final int MAX_ANSWER_BYTES = 16 << 20;

    /**
     * The share of the heap. An answer takes up to eight times its bytes while it is decoded and
     * parsed (text, tree, copies), so a sixteenth fills at most half.
     */
    private static final int HEAP_SHARE = 16;

    private final long most;
    private final AtomicLong used = new AtomicLong();

    public AnswerBudget(long most) {
        this.most = most;
    }

    /** A share of this process's heap, at least one answer. */
    public static AnswerBudget ofHeap() {
        return new AnswerBudget(
                Math.max(MAX_ANSWER_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
    }

    /** Starts reading one answer. */
    public Share open() {
        return new Share();
    }

    /** What is held by answers that are being read now. */
    public long used() {
        return used.get();
    }

    /** The bytes of one answer. Used by one thread; closing it twice does nothing. */
    public final class Share implements AutoCloseable {
        private long held;

        private Share() {}

        /**
         * Counts bytes that arrived.
         *
         * @throws Exhausted when all answers together would exceed the budget
         */
        public void add(long bytes) throws Exhausted {
            if (used.addAndGet(bytes) > most) {
                used.addAndGet(-bytes);
                throw new Exhausted();
            }
            held += bytes;
        }

        /** Gives back what was added so far. */
        public void release() {
            used.addAndGet(-held);
            held = 0;
        }

        @Override
        public void close() {
            release();
        }
    }

    /** Too many bytes of answers are being read at the moment; a later attempt may succeed. */
    public static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("too many large answers are being read at once; try again later");
        }
    }
}
