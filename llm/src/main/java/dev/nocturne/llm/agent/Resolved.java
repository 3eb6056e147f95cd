package dev.nocturne.llm.agent;

/** A model's tool request after it was checked, before anything is done. */
sealed interface Resolved {
    /**
     * A call that can be made.
     *
     * @param signature the same for the same tool and arguments
     */
    record Call(String key, String signature, Tool.Prepared prepared) implements Resolved {}

    /** The model gets this text; no call is made. */
    record Reply(String text) implements Resolved {}

    /**
     * The model made a mistake it can correct.
     *
     * @param code of the error the agent ends with when it does not
     */
    record Mistake(String code, String text) implements Resolved {}
}
