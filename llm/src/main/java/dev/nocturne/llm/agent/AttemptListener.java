package dev.nocturne.llm.agent;

import dev.nocturne.llm.model.ModelListener;

/** Receives the answer of a model call, over all its attempts. */
interface AttemptListener extends ModelListener {
    /** The attempt failed: the answer starts from the beginning, if there is another attempt. */
    void restart();

    /** Whether text of it has gone to the user. */
    boolean hasBegun();
}
