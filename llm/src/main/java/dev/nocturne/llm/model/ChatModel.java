package dev.nocturne.llm.model;

/** A language model. Safe for any number of threads. Never retries; that is up to the caller. */
public interface ChatModel {
    /** The name and the location of the model. */
    ModelIdentity identity();

    /**
     * Sends a request and waits for the complete answer. Interrupting the thread aborts the
     * request: its connection is closed, and the listener is not called any more.
     *
     * @throws ModelFailure if there is no answer, or the answer breaks off
     */
    ModelAnswer ask(ModelRequest request, ModelListener listener)
            throws ModelFailure, InterruptedException;
}
