package dev.nocturne.llm.agent;

/** A model's tool request after it was checked. */
sealed interface ResolvedRequest {
    /**
     * A valid call.
     *
     * @param signature identifies the tool and the arguments
     */
    record Call(String key, String signature, Tool.Prepared prepared) implements ResolvedRequest {}

    /** A request that is answered with this text, without a call. */
    record Reply(String text) implements ResolvedRequest {}

    /**
     * A mistake that the model can correct.
     *
     * @param code error code of the run if the model does not correct it
     */
    record Mistake(String code, String text) implements ResolvedRequest {}
}
