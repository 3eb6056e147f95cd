package dev.nocturne.llm.agent;

import dev.nocturne.llm.model.ModelListener;

/** Receives the answer of a model call, over all its attempts. */
interface AttemptListener extends ModelListener {
    /** The attempt broke: the answer comes anew, or not at all. */
    void again();

    /** Whether text of it has gone to the user. */
    boolean begun();
}
