package dev.nocturne.llm.model;

/** A language model. Safe for any number of threads. Never retries: the caller decides that. */
public interface ChatModel {
    /** What it is and where. */
    ModelIdentity identity();

    /**
     * Asks, and returns when the answer is complete. Interrupting the thread aborts the request:
     * its connection is closed, and the listener is not called any more.
     *
     * @throws ModelFailure when there is no answer, also in the middle of one
     */
    ModelAnswer ask(ModelRequest request, ModelListener listener)
            throws ModelFailure, InterruptedException;
}
