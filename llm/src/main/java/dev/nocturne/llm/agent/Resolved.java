package dev.nocturne.llm.agent;

/** What a model's tool request comes to before anything is done. */
sealed interface Resolved {
    /**
     * It can be made.
     *
     * @param signature the same for the same tool and arguments
     */
    record Call(String key, String signature, Tool.Prepared prepared) implements Resolved {}

    /** The model is told something instead. */
    record Reply(String text) implements Resolved {}

    /**
     * The model made a mistake it can correct.
     *
     * @param code of the error the agent ends with when it does not
     */
    record Mistake(String code, String text) implements Resolved {}
}
