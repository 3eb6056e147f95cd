package dev.nocturne.llm.model;

/**
 * A language model. Safe for any number of threads. Repeats nothing by itself: whoever asks decides
 * on another attempt.
 */
public interface ChatModel {
    /** What it is and where. */
    ModelIdentity identity();

    /**
     * Asks, and returns when the answer is complete. Interrupting the thread aborts the request:
     * its connection is closed, and nothing of it is heard any more.
     *
     * @throws ModelFailure when there is no answer, also in the middle of one
     */
    ModelAnswer ask(ModelRequest request, ModelListener listener)
            throws ModelFailure, InterruptedException;
}
