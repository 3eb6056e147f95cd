package dev.nocturne.llm.agent;

import dev.nocturne.llm.model.ModelListener;

/** Receives the answer of a model call across all attempts at the call. */
interface AttemptListener extends ModelListener {
    /** The attempt failed; a further attempt sends the answer from its beginning. */
    void restart();

    /** Whether a part of the answer was already sent to the user. */
    boolean hasBegun();
}
