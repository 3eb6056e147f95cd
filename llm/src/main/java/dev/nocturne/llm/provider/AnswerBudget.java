package dev.nocturne.llm.provider;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A budget for the bytes of all answers of models and MCP servers that are being read, so that many
 * large ones at once cannot fill the heap. A reader adds the bytes that it has received and
 * releases them when it is done. Safe for any number of threads.
 */
public final class AnswerBudget {
    /** The largest answer of a model or MCP server: four times the largest tool result. */
    public static final int MAX_ANSWER_BYTES = 16 << 20;

    /**
     * The budget's share of the heap. While an answer is decoded and parsed, it takes up to eight
     * times its bytes, so a sixteenth of the heap fills at most half of it.
     */
    private static final int HEAP_SHARE = 16;

    private final long most;
    private final AtomicLong used = new AtomicLong();

    public AnswerBudget(long most) {
        this.most = most;
    }

    /** Creates a budget of a sixteenth of the heap, but at least one answer. */
    public static AnswerBudget ofHeap() {
        return new AnswerBudget(
                Math.max(MAX_ANSWER_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
    }

    /** Begins to count one answer. */
    public Share open() {
        return new Share();
    }

    /** The bytes of all answers that are being read. */
    public long bytesInUse() {
        return used.get();
    }

    /** The bytes of one answer. Used by one thread; closing it twice does nothing. */
    public final class Share implements AutoCloseable {
        private long held;

        private Share() {}

        /**
         * Adds received bytes.
         *
         * @throws Exhausted if all answers together would exceed the budget
         */
        public void add(long bytes) throws Exhausted {
            if (used.addAndGet(bytes) > most) {
                used.addAndGet(-bytes);
                throw new Exhausted();
            }
            held += bytes;
        }

        /** Releases the bytes that were added. */
        public void release() {
            used.addAndGet(-held);
            held = 0;
        }

        @Override
        public void close() {
            release();
        }
    }

    /** The budget is used up; a later attempt may succeed. */
    public static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("too many large answers are being read at once; try again later");
        }
    }
}
