package dev.nocturne.llm.agent;

import dev.nocturne.llm.model.ModelListener;

/** Hears the attempts at one model answer. */
interface Hearing extends ModelListener {
    /** The attempt broke: the answer comes anew, or not at all. */
    void again();

    /** Whether text of it has gone to the user. */
    boolean begun();
}
